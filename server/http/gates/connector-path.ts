const connectorPath = /^\/scheduler\/connector-api(\/|$)/i;

/** Whether a path belongs to the connector API, which programs call. */
export const isConnectorPath = (path: string): boolean => connectorPath.test(path);
