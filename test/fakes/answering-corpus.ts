// A made-up corpus with every kind of document an answer can come from, and a report of 2031 with made-up figures.

import { serviceText } from '../../src/corpus/read-markdown.ts';
import type { Document, DocumentHeader, Passage, Service, Source, Term } from '../../src/domain.ts';
import { arbitrationLaw, createDocument, createPassage } from './passages.ts';

const aidLaw: Source = {
  name: '法律援助法',
  title: '中华人民共和国法律援助法',
  kind: 'law',
  publisher: '全国人大常委会',
  version: '2022-01-01施行',
  url: 'https://flk.example.cn/aid',
};

interface Part {
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
  readonly questions: readonly string[];
  readonly source?: Source;
  readonly articles?: readonly string[];
  readonly service?: Service;
}

function write(header: Partial<DocumentHeader> & { id: string; title: string }, parts: Part[]) {
  return createDocument(
    header,
    parts.map(
      ({ anchor, heading, text, questions, source, articles = [], service }): Passage =>
        createPassage(`${header.id}#${anchor}`, text, {
          headings: [header.title, heading],
          questions,
          references: source ? [{ source, articles }] : [],
          ...(service ? { service } : {}),
        }),
    ),
  );
}

const arbitration: Service = {
  name: '劳动仲裁',
  who: '和单位有劳动纠纷的职工',
  cost: '不收费',
  phone: '12333',
  hours: '先打电话问',
  materials: ['仲裁申请书', '身份证', '劳动合同'],
  steps: ['递交申请', '等通知', '开庭'],
  deadline: '1年之内申请',
};

function hotline(number: string, title: string, what: string, questions: string[]): Document {
  const text = `${what}，打${number}。`;
  return write({ id: `hotline-${number}`, title: `${number}${title}`, kind: 'hotline' }, [
    { anchor: 'what-for', heading: `什么时候打${number}`, text, questions },
  ]);
}

const filler = '援助机构会向申请人说明理由。';

export const answeringCorpus: readonly Document[] = [
  write({ id: 'labor-arbitration', title: '劳动仲裁' }, [
    {
      anchor: 'card',
      heading: '办事卡',
      text: serviceText(arbitration),
      questions: ['怎么申请劳动仲裁', '劳动仲裁要什么材料'],
      source: arbitrationLaw,
      articles: ['第27条'],
      service: arbitration,
    },
    {
      anchor: 'cost',
      heading: '要不要钱',
      text: '劳动争议仲裁不收费。仲裁委员会的经费由财政予以保障。',
      questions: ['劳动仲裁要钱吗', '打劳动官司好多钱'],
      source: arbitrationLaw,
      articles: ['第53条'],
    },
    {
      anchor: 'duration',
      heading: '要多久',
      text: '劳动仲裁45日内结束。案情复杂的，可以延长15日。',
      questions: ['劳动仲裁要多久', '仲裁好久出结果'],
      source: arbitrationLaw,
      articles: ['第43条'],
    },
  ]),
  write({ id: 'legal-aid', title: '法律援助' }, [
    {
      anchor: 'who',
      heading: '谁能申请',
      text: `经济困难的公民请求支付劳动报酬，可以申请法律援助。${filler.repeat(20)}军人军属有优待。`,
      questions: ['谁可以申请法律援助', '没钱请律师怎么办'],
      source: aidLaw,
      articles: ['第31条'],
    },
    {
      anchor: 'reply',
      heading: '要多久答复',
      text: '法律援助机构七日内作出决定。',
      questions: ['法律援助要多久答复', '法律援助多久批下来'],
      source: aidLaw,
      articles: ['第43条'],
    },
  ]),
  write({ id: 'wages', title: '讨要工资', url: 'https://guide.example.cn/wages' }, [
    {
      anchor: 'who',
      heading: '拖欠工资找谁',
      text: '老板拖欠工资，先找劳动监察投诉，打12333。劳动监察60个工作日内查完。',
      questions: ['老板拖欠工资怎么办', '工资不发找谁'],
    },
    {
      anchor: 'hours',
      heading: '劳动监察几点上班',
      text: '没有查到劳动监察的上班时间，先打12333问。',
      questions: ['劳动监察几点上班', '劳动监察周末开门吗'],
    },
  ]),
  write(
    {
      id: 'report-2031',
      title: '小龙坎街道2031年报告要点',
      kind: 'report-digest',
      publisher: '小龙坎街道办事处',
      year: 2031,
    },
    [
      {
        anchor: 's1',
        heading: '调解纠纷',
        text: '2031年，小龙坎街道调解纠纷21件，成功率97%。',
        questions: ['街道调解了多少件纠纷', '调解成功率是多少'],
      },
      {
        anchor: 's2',
        heading: '开展培训',
        text: '2031年，小龙坎街道培训调解员3次，120人次参加。',
        questions: ['街道培训了几次调解员', '多少人参加培训'],
      },
    ],
  ),
  hotline('110', '报警电话', '正在发生危险、违法犯罪', ['报警打什么电话']),
  hotline('119', '火警电话', '着火、燃气泄漏', ['火警打什么电话']),
  hotline('120', '急救电话', '有人受伤、得急病', ['急救打什么电话']),
  hotline('122', '交通事故报警', '出交通事故', ['车祸打什么电话']),
  hotline('12345', '政务服务热线', '不知道找哪个部门', ['12345管什么']),
  hotline('12348', '法律服务热线', '想免费问法律问题', ['12348管什么']),
  write({ id: 'gap-address', title: '街道办的地址', kind: 'gap' }, [
    {
      anchor: 'address',
      heading: '街道办在哪里',
      text: '小龙坎街道办事处的地址不在公开资料里。可以打12345问。',
      questions: ['街道办的地址在哪里', '街道办在哪条街'],
    },
  ]),
  write({ id: 'gap-year', title: '别的年份', kind: 'gap', appliesTo: 'other-year' }, [
    {
      anchor: 'years',
      heading: '别的年份的报告',
      text: '没有找到别的年份的报告，可以打12345问。',
      questions: ['别的年份的报告'],
    },
  ]),
  write({ id: 'gap-place', title: '别的地方', kind: 'gap', appliesTo: 'other-place' }, [
    {
      anchor: 'places',
      heading: '别的街道的报告',
      text: '没有收集别的街道的报告，可以打当地12345问。',
      questions: ['别的街道的报告'],
    },
  ]),
  write({ id: 'off-topic', title: '不在服务范围的问题', kind: 'off-topic' }, [
    {
      anchor: 'weather',
      heading: '天气',
      text: '天气不在本服务的范围内。',
      questions: ['今天天气怎么样', '明天会不会下雨', '要不要带伞'],
    },
    {
      anchor: 'cooking',
      heading: '做菜',
      text: '做菜不在本服务的范围内。',
      questions: ['回锅肉怎么做', '红烧肉要炖多久', '酸菜鱼怎么腌'],
    },
  ]),
];

export const answeringGlossary: readonly Term[] = [
  { term: '劳动仲裁', says: ['劳动官司'], en: ['labor arbitration', 'labour arbitration'] },
  { term: '多少钱', says: ['好多钱', '幾多錢', '几多钱'], en: ['how much', 'cost', 'fee'] },
  { term: '多久', says: ['好久'], en: ['how long', 'take'] },
];
