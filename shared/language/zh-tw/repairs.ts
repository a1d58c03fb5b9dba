import type { RepairArguments } from '../../problems/repairs';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const repairsTexts: Readonly<Record<keyof RepairArguments, string>> = {
  'insert-projection': '在這條連線上加一層 {{channels}} 個濾鏡的 1×1 卷積。',
  'set-parameter': '把「{{node}}」的「{{param}}」設為「{{value}}」。',
  'remove-parameter': '刪除「{{node}}」的「{{param}}」。',
  'replace-kind': '把「{{node}}」換成「{{kind}}」區塊。',
  'set-repeat': '把「{{node}}」的重複次數設為「{{value}}」。',
  'insert-flatten': '在「{{node}}」前面加一層攤平。',
  'insert-global-pool': '在「{{node}}」前面加一層全域平均池化。',
  'remove-edge': '刪除連線「{{edge}}」。',
  'remove-node': '刪除節點「{{node}}」。',
  'connect-output': '把「{{node}}」列為網路的輸出。',
  'add-output': '在「{{node}}」後面加一個輸出。',
};
