/** What is said about the parts of a file that are not carried over. */
import type { Bilingual } from '../../door.ts';

export const WHAT = {
  field: { en: 'this field is not known', 'zh-cn': '未知字段' },
  argument: { en: 'this argument is not modelled', 'zh-cn': '未模拟此参数' },
  argumentValue: {
    en: 'a value of this kind is not modelled; the argument is left out',
    'zh-cn': '未模拟此类取值；该参数已略去',
  },
  bindingArguments: {
    en: 'arguments of this binding mean nothing to its exchange; they are left out',
    'zh-cn': '该绑定的参数对其交换机没有意义；已略去',
  },
  headerValue: {
    en: 'a header of this kind is not modelled; the binding is left out',
    'zh-cn': '未模拟此类消息头；该绑定已略去',
  },
  defaultBinding: {
    en: 'every queue is bound to the default exchange by its own name; the binding is left out',
    'zh-cn': '每个队列都以自己的名称绑定到默认交换机；该绑定已略去',
  },
  defaultExchange: {
    en: 'the default exchange is always there; it is left out',
    'zh-cn': '默认交换机始终存在；已略去',
  },
  twice: {
    en: 'it is declared before; this declaration is left out',
    'zh-cn': '前面已声明；此声明已略去',
  },
  policyKey: { en: 'this key of a policy is not modelled', 'zh-cn': '未模拟策略中的此键' },
  mirrors: {
    en: 'mirrored queues are gone since 4.0; this key does nothing',
    'zh-cn': '镜像队列自 4.0 起已移除；此键不起作用',
  },
  policyPattern: {
    en: 'this pattern cannot be read as the broker reads it; the policy is left out',
    'zh-cn': '无法按代理的方式解读此模式；该策略已略去',
  },
  policyIdle: {
    en: 'this policy is in force nowhere in what is imported',
    'zh-cn': '在导入的内容中，此策略没有在任何地方生效',
  },
  vhostLimits: { en: 'limits of a virtual host are not modelled', 'zh-cn': '未模拟虚拟主机的限制' },
  operatorPolicy: {
    en: 'operator policies are not carried over: limits that they set do not hold',
    'zh-cn': '未导入运营者策略（operator policy）：其设定的限制不生效',
  },
  user: { en: 'users are not modelled', 'zh-cn': '未模拟用户' },
  permission: { en: 'permissions are not modelled', 'zh-cn': '未模拟权限' },
  globalParameter: { en: 'global parameters are not modelled', 'zh-cn': '未模拟全局参数' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export function exchangeType(type: string): Bilingual {
  return {
    en: `exchanges of type ${type} are not modelled; the exchange is left out`,
    'zh-cn': `未模拟 ${type} 类型的交换机；该交换机已略去`,
  };
}

export function queueType(type: string): Bilingual {
  return {
    en: `queues of type ${type} are not modelled; the queue is left out`,
    'zh-cn': `未模拟 ${type} 类型的队列；该队列已略去`,
  };
}

/** A binding whose end is not there. */
export function bindingEnd(kind: 'queue' | 'exchange', name: string): Bilingual {
  return {
    en: `the ${kind} "${name}" is not imported; the binding is left out`,
    'zh-cn': `${kind === 'queue' ? '队列' : '交换机'}“${name}”未导入；该绑定已略去`,
  };
}

/** A binding whose exchange is not even in the file. */
export function internalEnd(name: string): Bilingual {
  return {
    en: `the exchange "${name}" is not in the file (a broker does not export its internal exchanges); the binding is left out`,
    'zh-cn': `文件中没有交换机“${name}”（代理不会导出内部交换机）；该绑定已略去`,
  };
}

/** An argument that names an exchange that is not there: the broker drops what would go there. */
export function missingExchange(name: string): Bilingual {
  return {
    en: `the exchange "${name}" is not imported; the argument is left out`,
    'zh-cn': `交换机“${name}”未导入；该参数已略去`,
  };
}

export function refused(text: string): Bilingual {
  return { en: `the broker refuses it (${text}); it is left out`, 'zh-cn': `代理会拒绝（${text}）；已略去` };
}

export function samePriority(taken: string, kind: 'queue' | 'exchange', name: string): Bilingual {
  return {
    en: `for the ${kind} "${name}" the policy "${taken}" has the same priority; which one a broker takes is not specified, here it is "${taken}"`,
    'zh-cn': `对${kind === 'queue' ? '队列' : '交换机'}“${name}”，策略“${taken}”的优先级相同；代理取哪一个没有规定，此处取“${taken}”`,
  };
}

export function otherType(argument: string): Bilingual {
  return {
    en: `the argument x-queue-type says ${argument}, and a broker goes by that`,
    'zh-cn': `参数 x-queue-type 为 ${argument}，代理以它为准`,
  };
}

export function otherVhost(
  name: string,
  counts: Readonly<Record<'exchanges' | 'queues' | 'bindings' | 'policies', number>>,
): Bilingual {
  const { exchanges, queues, bindings, policies } = counts;
  return {
    en: `another virtual host, "${name}" (exchanges: ${exchanges}, queues: ${queues}, bindings: ${bindings}, policies: ${policies})`,
    'zh-cn': `另一个虚拟主机“${name}”（交换机 ${exchanges}，队列 ${queues}，绑定 ${bindings}，策略 ${policies}）`,
  };
}

export function parameter(component: string): Bilingual {
  return { en: `parameters of ${component} are not modelled`, 'zh-cn': `未模拟 ${component} 的参数` };
}
