export { checkStack, pathText, valueProblem, type Checked } from './check';
export { bind, capabilityTitle, connections, connectionsOf, factsOf } from './connections';
export { ContainerName, definitionOf, freeName, isServiceId, memberIds, nameProblem, placeOf } from './containers';
export { addContainer, addService, findConnection, removeContainer, removeService, renameContainer, setConnection, setServiceField, type Found } from './edit';
export { companionNetworks, edgesOf, externalNetworkOf, networksOf, planOf, sharedNetworkOf, stackNetworks, type Network, type Plan, type PlannedService } from './plan';
export { applySetting, type Draft } from './settings';
export { containerNetworks, isInternal, ordered, standingsOf, trustZones, type Standing, type TrustZone } from './trust-zones';
export { STACK_VERSION, migrate } from './migrate';
export { Stack, defaultStack, designSchema, sections, warningsOf, type SectionId } from './schema';
