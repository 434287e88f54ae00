; What the app wrote into its user's registry itself (electron/start-at-login.ts, electron/identity.ts); kept while it is only updated.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "org.rota.desktop"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "org.rota.desktop"
    DeleteRegKey HKCU "Software\Classes\rota"
  ${endIf}
!macroend
