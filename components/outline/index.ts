export { Outline } from './outline';
export { OutlinePane } from './outline-pane';
