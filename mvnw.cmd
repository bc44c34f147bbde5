@echo off
rem Runs the Maven that .mvn\wrapper\maven-wrapper.properties names, after fetching it once and checking its SHA-256.
setlocal
set "BASE=%~dp0"
for /f "usebackq tokens=1,* delims==" %%a in ("%BASE%.mvn\wrapper\maven-wrapper.properties") do set "%%a=%%b"
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "DISTS=%MAVEN_USER_HOME%\wrapper\dists"
set "MAVEN=%DISTS%\apache-maven-%mavenVersion%-%distributionSha256Sum:~0,12%"
if exist "%MAVEN%\bin\mvn.cmd" goto run
powershell -NoProfile -Command "$ErrorActionPreference='Stop'; $w=Join-Path $env:DISTS ('.fetch-'+[guid]::NewGuid()); New-Item -ItemType Directory -Force $w | Out-Null; $z=Join-Path $w 'maven.zip'; [Net.ServicePointManager]::SecurityProtocol='Tls12'; Invoke-WebRequest -UseBasicParsing $env:distributionUrl -OutFile $z; if ((Get-FileHash $z -Algorithm SHA256).Hash -ne $env:distributionSha256Sum) { throw 'the checksum of Maven is not the one in maven-wrapper.properties' }; Expand-Archive $z $w; Move-Item (Join-Path $w ('apache-maven-'+$env:mavenVersion)) $env:MAVEN; Remove-Item -Recurse $w"
if errorlevel 1 exit /b 1
:run
"%MAVEN%\bin\mvn.cmd" %*
