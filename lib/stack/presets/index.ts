import { hardened } from './hardened';
import { local } from './local';
import type { Preset } from './preset';
import { smallVps } from './small-vps';
import { whole } from './whole';

export { presetStack, withPreset, type Preset } from './preset';

/** All designs to begin with; the first is the one that everybody starts from. */
export const presets: readonly Preset[] = [whole, local, hardened, smallVps];
