// The home of a model that was asked for and is not there.

import { ServiceError } from '../errors.ts';

export class NoModelError extends ServiceError {
  override readonly name = 'NoModelError';

  constructor() {
    super(
      '没有配置语言模型：在 .env 里写上 CHAT_MODEL，再写 OPENAI_API_KEY 或 OPENAI_BASE_URL，然后再运行一次',
    );
  }
}
