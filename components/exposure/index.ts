export { ExposurePane } from './exposure-pane';
export { Passed } from './passed';
