import { program } from './program';

/* `build-clients.sh` builds them. */

export const GO = 'scenario-client-go';
export const JAVA = 'scenario-client-java';

/** The AWS SDK for Go, v2. */
export const go = program(GO);

/** The AWS SDK for Java, v2. */
export const java = program(JAVA);
