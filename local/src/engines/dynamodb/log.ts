import type { LogRecord } from './log-record';

/** Keeps what is done for as long as the engine keeps anything. */
export interface Log {
  /** Runs `effect` before it returns. Resolves once the record is kept; rejects, and runs nothing, where that is not possible. */
  append(record: () => LogRecord, effect: () => void): Promise<void>;

  /** Resolves once all that was appended is kept. */
  flush(): Promise<void>;

  close(): Promise<void>;
}

const DONE = Promise.resolve();

/** For an engine that forgets everything with its process. */
export const NO_LOG: Log = {
  append(_, effect) {
    effect();
    return DONE;
  },
  flush: () => DONE,
  close: () => DONE,
};
