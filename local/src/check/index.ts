export { check, exitCodeOf, type CheckOptions, type CheckReport, type Status } from './check';
export type { Finding, Outcome, Severity } from './findings';
export { markdownReport } from './report/changes';
export { htmlReport } from './report/html';
export { jsonReport } from './report/json';
export { findingLines } from './report/finding-text';
export { sarifReport } from './report/sarif';
export { terminalLines } from './report/terminal';
