import type { Area } from './area';
import { conditions } from './conditions/conditions';
import { dynamodb } from './dynamodb/dynamodb';
import { iam } from './iam/iam';
import { s3 } from './s3/s3';
import { sts } from './sts/sts';
import { trust } from './trust/trust';

/** Every area of recorded answers: a new one is a line here. */
export const areas: readonly Area[] = [conditions, trust, iam, sts, dynamodb, s3];
