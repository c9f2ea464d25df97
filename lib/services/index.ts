import { defineRegistry } from '../kit/service';
import { api } from './api';
import { backup } from './backup';
import { django } from './django';
import { mailpit } from './mailpit';
import { nginx } from './nginx';
import { pgadmin } from './pgadmin';
import { postgres } from './postgres';
import { reactApp } from './react-app';
import { traefik } from './traefik';
import { valkey } from './valkey';
import { worker } from './worker';

/** All services that a design can have, in the order in which forms, files and pages name them. */
export const services = defineRegistry({ traefik, nginx, 'react-app': reactApp, api, django, worker, mailpit, postgres, valkey, backup, pgadmin });

export type ServiceId = keyof typeof services;
export const serviceIds = Object.keys(services) as ServiceId[];
