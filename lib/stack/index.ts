export { checkStack, pathText, type Checked } from './check';
export { bind, capabilityTitle, connections, connectionsOf, factsOf } from './connections';
export { ContainerName, definitionOf, freeName, isServiceId, memberIds, nameProblem, placeOf } from './containers';
export { addContainer, addService, findConnection, removeContainer, removeService, renameContainer, setConnection, setServiceField, type Found } from './edit';
export { applySetting, type Draft } from './settings';
export { STACK_VERSION, migrate } from './migrate';
export { Stack, defaultStack, designSchema, sections, type SectionId } from './schema';
