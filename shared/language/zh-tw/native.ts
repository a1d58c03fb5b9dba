import type { nativeTexts as english } from '../en/native';

/** Traditional Chinese for the operating system's own dialogs. */
export const nativeTexts: Readonly<Record<keyof typeof english, string>> = {
  openTitle: '開啟網路',
  saveTitle: '儲存網路',
  filterInlay: 'Inlay 網路',
  filterAll: '所有檔案',
  exportTitle: '選擇「{{name}}」的匯出資料夾',
  exportButton: '匯出到這裡',
  runsTitle: '選擇存放訓練的資料夾',
  chooseButton: '選擇',
  linkTitle: '開啟連結',
  linkQuestion: '要在瀏覽器中開啟這個網址嗎？',
  linkOpen: '開啟',
  cancel: '取消',
  pageGoneTitle: 'Inlay',
  pageGone: '視窗連續兩次停止運作，現在將關閉。',
  pageGoneDetail: '尚未儲存的編輯內容都已保留，下次啟動 Inlay 時可以復原。',
  close: '關閉',
};
