import type { EditProblems } from '../../problems/edit';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const editTexts: Readonly<Record<keyof EditProblems, string>> = {
  'edit/no-way-through':
    '「{{kind}}」這種區塊沒有輸入或沒有輸出，連線無法從中穿過。請改用輸入、輸出都有的區塊。',
  'edit/no-input': '「{{kind}}」這種區塊不接受輸入，沒有東西可以接到它。請改用有輸入的區塊。',
  'edit/node-connected': '節點「{{node}}」已經接了連線。請先刪除它的連線，再放到別的連線上。',
  'edit/duplicate-edge':
    '從「{{from}}」到「{{to}}」這個連接埠的連線已經存在；再接一條，同樣的值就會算兩次。請改接別處。',
  'edit/inside-block':
    '「{{node}}」的內部由它自己的參數決定（種類是「{{kind}}」）。請修改那些參數，或先把它拆成自訂區塊，就能自由編輯裡面的各個部分。',
  'edit/cannot-detach':
    '「{{kind}}」這種節點沒有內建的內部可以接手，所以「{{node}}」不能拆成自訂區塊。請選擇打得開、而且還不是自訂的區塊。',
  'edit/detach-many-inputs':
    '可以接多條連線的連接埠（{{ports}}）不能當作自訂區塊的連接埠，因此「{{kind}}」這種區塊不能拆開。請在旁邊另外組出它的各個部分。',
  'edit/detach-shapes-unknown':
    '「{{node}}」由哪些部分組成，要看進來的形狀，但現在還不知道。請先接上連線，並修正它前面的問題。',
  'edit/detach-differs':
    '節點「{{node}}」的各個重複，或外層區塊的各處使用，一共展開成 {{count}} 種不同的內部，但一份自訂定義只能有一種內部。請先把它換成各自獨立的節點，每種一個。',
  'edit/not-nodes': '剪貼簿裡沒有 Inlay 節點。請先在這裡或其他文件複製節點。',
};
