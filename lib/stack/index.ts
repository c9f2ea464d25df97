export { checkStack, pathText, type Checked } from './check';
export { bind, capabilityTitle, connections, connectionsOf, factsOf } from './connections';
export { addService, findConnection, removeService, setConnection, setServiceField, type Found } from './edit';
export { applySetting, type Draft } from './settings';
export { STACK_VERSION, migrate } from './migrate';
export { Stack, defaultStack, sections, type SectionId } from './schema';
