; Removes the app's own entries in the user's registry (electron/start-at-login.ts, electron/identity.ts), but not during an update.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "org.rota.desktop"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "org.rota.desktop"
    DeleteRegKey HKCU "Software\Classes\rota"
    DeleteRegKey HKCU "Software\Classes\CLSID\{7D5B0E0B-4C1E-4B0F-9C57-2F0C6E3B8A41}"
  ${endIf}
!macroend
