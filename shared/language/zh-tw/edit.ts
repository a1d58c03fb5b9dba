import type { EditProblems } from '../../problems/edit';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const editTexts: Readonly<Record<keyof EditProblems, string>> = {
  'edit/no-way-through':
    '「{{kind}}」這種區塊沒有輸入或沒有輸出，連線無法從中穿過。請改用輸入、輸出都有的區塊。',
  'edit/no-input': '「{{kind}}」這種區塊不接受輸入，沒有東西可以接到它。請改用有輸入的區塊。',
  'edit/node-connected': '節點「{{node}}」已經接了連線。請先刪除它的連線，再放到別的連線上。',
  'edit/duplicate-edge':
    '從「{{from}}」到「{{to}}」這個連接埠的連線已經存在；再接一條，同樣的值就會算兩次。請改接別處。',
  'edit/not-nodes': '剪貼簿裡沒有 Inlay 節點。請先在這裡或其他文件複製節點。',
};
