export { AddMenu, useAddItems } from './add-menu';
export { HistoryButtons } from './history-buttons';
export { NotKept } from './not-kept';
export { PaletteButton } from './palette-button';
export { StackButton } from './stack-button';
export { useStackItems } from './stack-menu';
export { Toolbar } from './toolbar';
