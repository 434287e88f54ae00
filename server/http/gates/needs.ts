import type { Access, Endpoint } from '../../../contract/api.ts';
import {
  connectorRights,
  consoleRights,
  forAllOnly,
  mcpRight,
  metricsRight,
  streamRights,
} from '../../../contract/rights.ts';
import type { Role } from '../../../contract/roles.ts';

/** What a call needs: of clients and sessions, and of a person with a role. */
export interface Needs {
  readonly access: Access;
  readonly role: Role;
  /** It reaches all processes: nobody may call it who is limited to some. */
  readonly isForAll: boolean;
}

type With = Pick<Endpoint, 'access'>;

const needs = ({ access }: With, role: Role, isForAll = false): Needs => ({ access, role, isForAll });

export const needsOfConsole = (name: string, endpoint: With): Needs =>
  needs(endpoint, consoleRights[name as keyof typeof consoleRights], forAllOnly.has(name));
export const needsOfConnector = (name: string, endpoint: With): Needs =>
  needs(endpoint, connectorRights[name as keyof typeof connectorRights]);
export const needsOfStream = (name: keyof typeof streamRights, endpoint: With): Needs =>
  needs(endpoint, streamRights[name], name === 'reportTable');
export const needsOfMcp = (endpoint: With): Needs => needs(endpoint, mcpRight);
export const needsOfMetrics = (endpoint: With): Needs => needs(endpoint, metricsRight);
