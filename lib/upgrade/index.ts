export { patchOf } from './patch';
export { upgradeSteps, type Left, type Merge, type Origin, type Step } from './steps';
