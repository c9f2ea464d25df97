export { addable, addService, type ServiceArgs } from './add-service';
export type { Command, Situation } from './command';
export { moveNode } from './move-node';
export { openDesign } from './open-design';
export { removeService } from './remove-service';
export { resetField } from './reset-field';
export { setConnection } from './set-connection';
export { setField } from './set-field';
export { tidyLayout } from './tidy-layout';
