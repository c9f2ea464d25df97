export { DesignerPage } from './designer-page';
