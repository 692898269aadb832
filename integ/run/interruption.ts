/** Aborted by the first Ctrl-C, so that what was deployed can be destroyed; the second one ends the process. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.error(`${signal}: destroying what was deployed; once more to end now`);
      controller.abort();
    });
  }
  return controller.signal;
}
