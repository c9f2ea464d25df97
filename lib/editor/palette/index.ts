export { createPalette, withRecent, type Group } from './grouped';
export type { Does, Item } from './item';
export { designItems, fileItems, secretItems } from './items';
export { piecesOf } from './search';
