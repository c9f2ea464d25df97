export { PaletteDialog } from './palette-dialog';
