import { Container } from '../../container';
import { fields } from '../../kit/fields';

/** What a container of the owner's is when nothing is said. */
export const containerDefaults = Container.parse({});

/** Kernel privileges that one can have. */
export const knownCapabilities = fields(Container).find(({ name }) => name === 'capabilities')?.choices?.map(({ value }) => value) ?? [];
