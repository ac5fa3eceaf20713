/** A setting's number with its unit, in words. Names of time are short, as readers of configurations know them. */
import type { SettingUnit } from '../../sim-engine/systems/settingsCatalogue.ts';
import type { Locale } from './index.ts';
import { plural, type Forms } from './plural.ts';

const UNITS: Readonly<Record<Locale, Readonly<Record<SettingUnit, Forms>>>> = {
  en: {
    ms: { other: '# ms' },
    s: { other: '# s' },
    bytes: { one: '# byte', other: '# bytes' },
    records: { one: '# record', other: '# records' },
    replicas: { one: '# replica', other: '# replicas' },
    requests: { one: '# request', other: '# requests' },
    attempts: { one: '# attempt', other: '# attempts' },
    level: { other: '#' },
  },
  'zh-cn': {
    ms: { other: '# 毫秒' },
    s: { other: '# 秒' },
    bytes: { other: '# 字节' },
    records: { other: '# 条' },
    replicas: { other: '# 个副本' },
    requests: { other: '# 个请求' },
    attempts: { other: '# 次' },
    level: { other: '#' },
  },
};

export function amount(locale: Locale, value: number, unit: SettingUnit): string {
  return plural(locale, value, UNITS[locale][unit]);
}
