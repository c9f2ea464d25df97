import { isMap } from '../../kit/is-map';
import type { Old } from './old';

/** A separate data network was a switch; now networks are a choice of three. */
export function toVersion2(old: Old): Old {
  const hardening = old['hardening'];
  if (!isMap(hardening) || !Object.hasOwn(hardening, 'separateDataNetwork')) return { ...old, version: 2 };
  const { separateDataNetwork, ...rest } = hardening;
  // Anything but a switch's two values was never right: the schema then refuses it where it stands now.
  const networks = typeof separateDataNetwork === 'boolean' ? (separateDataNetwork ? 'data' : 'one') : separateDataNetwork;
  return { ...old, version: 2, hardening: { networks, ...rest } };
}
