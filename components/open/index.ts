export { FileOpening } from './file-opening';
export { useOpenFile } from './use-open-file';
