// The home of keeping libraries quiet: nothing is traced to a third party or printed, whatever the environment says.

/** LangChain reads these at every call: tracing to LangSmith, printing of prompts. */
const telemetrySettings = /^(?:LANGSMITH|LANGCHAIN|LANGGRAPH)_/i;

/** @param environment `process.env`, after everything that adds to it (.env). */
export function turnOffTelemetry(environment: Record<string, string | undefined>): void {
  for (const name of Object.keys(environment)) {
    if (telemetrySettings.test(name)) delete environment[name];
  }
}
