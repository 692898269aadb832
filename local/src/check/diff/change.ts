import type { StatementPlace } from '../judge/ask';
import type { Reach } from '../judge/reach';
import type { Witness } from '../judge/witness';
import type { Place } from '../reading/model';
import type { Cell } from '../report/matrix';

/** Something that users can do in one version and not in the other. */
export interface Change {
  readonly change: 'new' | 'lost';
  readonly role: Place & { readonly arn: string };
  readonly users: string;
  /** Absent where it is about who may take the role. */
  readonly resource?: Reach['resource'];
  /** What is done, for people. */
  readonly row: string;
  /** Whose data, for people; empty where it is about nobody's. */
  readonly whose: string;
  readonly cell: Cell;
  readonly statement?: StatementPlace;
  /** A request that goes through in the one version and not in the other. */
  readonly witness: Witness;
}
