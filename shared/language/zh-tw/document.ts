import type { DocumentProblems } from '../../problems/document';

/** Traditional Chinese sentences for every code of this area; arguments in double braces (i18next). */
export const documentTexts: Readonly<Record<keyof DocumentProblems, string>> = {
  'document/not-json':
    '這個檔案不是 JSON：第 {{line}} 行第 {{column}} 欄應為 {{expected}} 其中之一，卻是 {{found}}。請修正該處，或改用備份。',
  'document/not-an-inlay-file':
    'Inlay 檔案是含有 "format": "inlay" 的 JSON 物件，這個卻是 {{found}}。請選擇其他檔案，或用匯入的方式開啟。',
  'document/newer-version':
    '檔案是第 {{found}} 版，這個 Inlay 最多讀到第 {{supported}} 版。請用較新的 Inlay 開啟。',
  'document/older-version':
    '檔案是第 {{found}} 版，這個 Inlay 最早只能從第 {{oldest}} 版升級。請更正版本，或用當初存檔的 Inlay 開啟。',
  'document/too-deep': '括號一層套一層超過 {{limit}} 層，Inlay 檔案不會這樣。請選擇其他檔案。',
  'document/too-large':
    '這裡的數量（{{what}}）最多 {{limit}}，現在有 {{found}}。請減少數量，或選擇其他檔案。',
  'document/duplicate-key': '同一個物件裡鍵「{{key}}」出現兩次，只有一個能算數。請刪掉錯的那個。',
  'document/unknown-key': '這裡不認得鍵「{{key}}」；認得的是：{{known}}。請更正名稱或刪掉它。',
  'document/missing-key': '少了鍵「{{key}}」；檔案必須存下每一個鍵，沒改過的也要存預設值。請補上。',
  'document/reserved-key': '「{{key}}」保留給之後的檔案版本，目前沒有意義。請刪掉它。',
  'document/wrong-type': '這裡應為這種形式的值：{{expected}}，型別卻是 {{found}}。請修改這個值。',
  'document/invalid-value': '這裡應為這種形式的值：{{expected}}，實際是 {{found}}。請修改這個值。',
  'document/duplicate-id': '識別名稱「{{id}}」用了兩次，但只能代表一個東西。請替其中一個改名。',
  'document/invalid-id':
    '識別名稱要以英文字母開頭，後面是字母、數字、「_」或「-」，最多 64 個字元，這個卻是 {{id}}。請換一個名稱。',
  'document/unknown-node': '這裡提到節點「{{node}}」，但沒有這個節點。請更正名稱，或刪掉這一項。',
  'document/unknown-edge': '這裡提到連線「{{edge}}」，但沒有這條連線。請更正名稱；它可能已經被刪除。',
  'document/unknown-recipe': '檔案裡沒有訓練設定「{{id}}」；有的是：{{known}}。請從中選一個。',
  'document/composite-hash':
    '自訂區塊「{{id}}」記載的雜湊是 {{found}}，內容算出來卻是 {{expected}}：可能被手動改過或已損壞。若內容沒錯，請改記這個雜湊。',
  'document/nothing-to-undo': '沒有可以復原的步驟：文件和開啟時一樣。什麼都沒有改變。',
  'document/nothing-to-redo': '沒有可以重做的步驟：沒有復原過，或之後又編輯過。什麼都沒有改變。',
  'expression/syntax':
    '算式「{{expression}}」讀不懂：第 {{column}} 欄應為 {{expected}} 其中之一，卻是 {{found}}。請修正該處。',
  'expression/too-long': '算式最多 {{limit}} 個字元，這個有 {{length}} 個。請寫短一點。',
  'expression/too-deep': '算式「{{expression}}」的括號與選擇套了超過 {{limit}} 層。請寫得平一點。',
  'expression/unknown-name':
    '算式「{{expression}}」第 {{column}} 欄的名稱「{{name}}」這裡不認得；認得的是：{{known}}。請改用其中一個。',
  'expression/type':
    '算式「{{expression}}」第 {{column}} 欄應為 {{expected}}，卻是 {{found}}。請用同一種型別的值比較或計算。',
  'expression/not-finite':
    '算式「{{expression}}」在第 {{column}} 欄除以零或變得太大；結果必須是有限的數。請修改數值或算式。',
};
