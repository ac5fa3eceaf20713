/** Settings as a scenario gives them, by the system's own names (`min.insync.replicas`). */
export type SettingValue = number | string | boolean;
export type Settings = Readonly<Record<string, SettingValue>>;
