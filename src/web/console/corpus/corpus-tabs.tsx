// The heading of the corpus's pages, and the way from one to the other.

import type { FC } from 'hono/jsx';
import { type Permission, permits, type Role } from '../../../review/permits.ts';

const tabs: readonly { href: string; text: string; permission?: Permission }[] = [
  { href: '/console/corpus', text: '概况' },
  { href: '/console/corpus/upload', text: '上传和去掉', permission: 'manage-corpus' },
  { href: '/console/corpus/pending', text: '待发布', permission: 'manage-corpus' },
  { href: '/console/corpus/history', text: '历史' },
  { href: '/console/corpus/sources', text: '来源', permission: 'manage-corpus' },
];

export const CorpusTabs: FC<{ current: string; role: Role }> = ({ current, role }) => (
  <nav class="presets" aria-label="资料页面">
    <ul>
      {tabs
        .filter(({ permission }) => !permission || permits(role, permission))
        .map(({ href, text }) => (
          <li>
            <a href={href} aria-current={text === current ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
    </ul>
  </nav>
);
