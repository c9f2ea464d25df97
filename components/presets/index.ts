export { PresetsDialog } from './presets-dialog';
