import { Area } from './area';
import { conditions } from './conditions/conditions';

/** Every area of recorded answers: a new one is a line here. */
export const areas: readonly Area[] = [conditions];
