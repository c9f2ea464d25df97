export { AddMenu, useAddItems } from './add-menu';
export { HistoryButtons } from './history-buttons';
export { StackButton } from './stack-button';
export { Toolbar } from './toolbar';
