import type { Hardening } from './hardening';
import type { Observability } from './observability';
import type { Project } from './project';
import type { Tls } from './tls';

/** What every service may know of the stack it is part of. */
export interface Facts {
  readonly project: Project;
  readonly tls: Tls;
  readonly hardening: Hardening;
  readonly observability: Observability;
}
