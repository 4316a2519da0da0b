// Asks the endpoint at the address given, as main.ts and cli.ts do it: telemetry off, then the model loaded.

import { z } from 'zod';
import { turnOffTelemetry } from '../../src/telemetry.ts';

const [baseUrl = '', user = ''] = process.argv.slice(2);
turnOffTelemetry(process.env);
const { createEndpointModel } = await import('../../src/answering/endpoint-model.ts');
const model = createEndpointModel({ apiKey: 'none', baseUrl, model: 'm' });
const request = { name: 'n', system: 'JSON', user, schema: z.object({ answer: z.string() }) };
const { value } = await model.ask(request, AbortSignal.timeout(20_000));
process.stdout.write(JSON.stringify(value));
