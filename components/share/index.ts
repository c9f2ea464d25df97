export { isAtStake } from './at-stake';
export { IncomingBar } from './incoming-bar';
export { RefusedLink } from './refused-link';
export { useShare } from './use-share';
export { useSharedLink } from './use-shared-link';
