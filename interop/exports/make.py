#!/usr/bin/env python3
"""Export files as ten systems write them, with the gaps that real ones have, for the tests of the import:
  interop/exports/make.py
The forms are those of the systems' own documents and of exports that users published; the hashes are those of
src/test/resources/foreign-hashes.ndjson, and Firebase's and an old Keycloak's are made here (needs openssl)."""
import base64
import hashlib
import json
import os
import random
import subprocess

random.seed(16)
R = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/test/resources/")
OUT=R+'exports/'
P='a raven on a writing desk'
vec=[json.loads(l) for l in open(R+'foreign-hashes.ndjson')]
def v(start=None, made=None):
    for x in vec:
        if x['password']==P and (start is None or x.get('passwordHash','').startswith(start)) and (made is None or made in x['made']): return x
def kc(alg):
    for x in vec:
        if x['password']==P and 'hash' in x and alg in x['hash'].get('credentialData',''): return x['hash']
B10=v('$2b$10')['passwordHash']; B04=v('$2b$04')['passwordHash']; B2Y=v('$2y$')['passwordHash']; B2A=v('$2a$')['passwordHash']
A2=v('$argon2id$v=19$m=19456')['passwordHash']
def salt(n): return bytes(random.randrange(256) for _ in range(n))
# keycloak
def cred(h): return {"id":"c","type":"password","createdDate":1614962196775,**h}
old=salt(16)
realm={"id":"0f2c","realm":"shop","enabled":True,"sslRequired":"external","roles":{"realm":[{"name":"user"}]},
 "users":[
 {"id":"1","username":"kc-alice","firstName":"Alice","email":"kc-alice@example.org","emailVerified":True,"createdTimestamp":1614962196775,"enabled":True,"totp":False,"credentials":[cred(kc('argon2'))],"disableableCredentialTypes":[],"requiredActions":[],"realmRoles":["default-roles-shop"],"notBefore":0,"groups":[]},
 {"id":"2","username":"kc-bob","emailVerified":False,"enabled":True,"credentials":[cred(kc('"pbkdf2-sha256"'))]},
 {"id":"3","username":"service-account-shop","serviceAccountClientId":"shop","enabled":True,"createdTimestamp":1614962196775,"credentials":[]},
 {"id":"4","username":"kc-carol","email":"kc-carol@example.org","emailVerified":True,"createdTimestamp":None,"federationLink":"ldap","credentials":[]},
 {"id":"5","username":"kc-dave","email":"kc-dave@example.org","emailVerified":True,"enabled":True,"createdTimestamp":1614962196775,"requiredActions":["VERIFY_EMAIL"],"credentials":[{"type":"otp","secretData":"{\"value\":\"x\"}","credentialData":"{\"subType\":\"totp\"}"},cred(kc('"pbkdf2-sha512"'))]},
 {"id":"6","username":"jo","enabled":True,"createdTimestamp":1614962196775,"credentials":[]},
 {"id":"7","username":"KC-Alice","enabled":True,"createdTimestamp":1614962196775,"credentials":[cred(kc('"pbkdf2"'))]},
 {"id":"8","username":"kc-erin","email":"","emailVerified":True,"enabled":True,"createdTimestamp":"soon","attributes":{"picture":["x"*3000]},"credentials":[{"type":"password","hashedSaltedValue":base64.b64encode(hashlib.pbkdf2_hmac('sha256',P.encode(),old,27500,64)).decode(),"salt":base64.b64encode(old).decode(),"hashIterations":27500,"counter":0,"algorithm":"pbkdf2-sha256","digits":0}]},
 {"id":"9","username":"kc-jürgen","enabled":True,"createdTimestamp":1614962196775,"credentials":[cred({"credentialData":"{\"hashIterations\":27500,\"algorithm\":\"pbkdf2-md5\"}","secretData":"{\"value\":\"eA==\",\"salt\":\"eA==\"}"})]},
 ],"clients":[{"clientId":"shop","redirectUris":["*"]}],"keycloakVersion":"26.0.5"}
json.dump(realm,open(OUT+'keycloak.json','w'),ensure_ascii=False,indent=1)
# firebase: real scrypt of the console's parameters
key=base64.b64decode("jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==")
def fb(pw,s):
    k=hashlib.scrypt(pw.encode(),salt=s+base64.b64decode("Bw=="),n=2**14,r=8,p=1,dklen=32,maxmem=2**26)
    out=subprocess.run(['openssl','enc','-aes-256-ctr','-K',k.hex(),'-iv','0'*32,'-nosalt'],input=key,capture_output=True,check=True).stdout
    return base64.b64encode(out).decode()
assert fb('user1password',base64.b64decode('42xEC+ixf3L2lw=='))=='lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ=='
s1,s2=salt(10),salt(10)
fbu={"users":[
 {"localId":"f1","email":"fb-alice@example.org","emailVerified":True,"passwordHash":fb(P,s1),"salt":base64.b64encode(s1).decode(),"lastSignedInAt":"1614962196775","createdAt":"1614962196775","disabled":False,"providerUserInfo":[{"providerId":"password","email":"fb-alice@example.org"}]},
 {"localId":"f2","email":"fb-bob@example.org","emailVerified":False,"passwordHash":fb(P,s2).replace('+','-').replace('/','_'),"salt":base64.urlsafe_b64encode(s2).decode(),"disabled":True,"providerUserInfo":[],"mfaInfo":[{"mfaEnrollmentId":"x","phoneInfo":"+49"}]},
 {"localId":"f3phone","emailVerified":False,"phoneNumber":"+15555550100","createdAt":"1614962196775","providerUserInfo":[{"providerId":"phone"}]},
 {"localId":"f4anonymous","createdAt":"1614962196775","providerUserInfo":[]},
 {"localId":"f5","email":"fb-carol@example.org","emailVerified":True,"displayName":"Carol","createdAt":"1614962196775","disabled":False,"providerUserInfo":[{"providerId":"google.com","rawId":"1"}]},
 {"localId":"f6","email":"fb-dave@example.org","emailVerified":"false","passwordHash":"","salt":"","createdAt":"99999999999999","providerUserInfo":[]},
 {"localId":"f7","email":"fb-erin@example.org","emailVerified":True,"passwordHash":"UkVEQUNURUQ=","salt":"","createdAt":"1614962196775"},
 {"localId":"f8","email":"FB-alice@example.org","emailVerified":True,"createdAt":"1614962196775"}]}
json.dump(fbu,open(OUT+'firebase.json','w'),separators=(',',':'))
open(OUT+'firebase-hash-config.txt','w').write('''hash_config {
  algorithm: SCRYPT,
  base64_signer_key: jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,
  base64_salt_separator: Bw==,
  rounds: 8,
  mem_cost: 14,
}
''')
# auth0
with open(OUT+'auth0.ndjson','w') as f:
    rows=[
 {"_id":{"$oid":"60425dc43519d90068f82973"},"email_verified":True,"email":"a0-alice@example.org","passwordHash":B10,"password_set_date":{"$date":"2021-03-05T16:35:16.775Z"},"tenant":"dev","connection":"Username-Password-Authentication","_tmp_is_unique":True},
 {"_id":{"$oid":"2"},"email_verified":False,"email":"a0-bob@example.org","passwordHash":B10},
 {"user_id":"google-oauth2|1","email":"a0-carol@example.org","email_verified":True,"created_at":"2021-03-05T16:35:16.775Z","identities":[{"provider":"google-oauth2"}]},
 {"user_id":"sms|1","phone_number":"+15555550100","created_at":"2021-03-05T16:35:16.775Z"},
 {"user_id":"auth0|2","username":"a0-dave","email":None,"email_verified":True,"blocked":True,"created_at":{"$date":"2021-03-05T16:35:16.775Z"},"passwordHash":B10,"multifactor":["guardian"]},
 {"user_id":"auth0|3","email":"a0-erin@example.org","passwordHash":"","created_at":"2021-03-05T16:35:16.775Z"}]
    for r in rows[:3]: f.write(json.dumps(r)+'\n')
    f.write('{"email":"a0-broken@example.org","email_verified":tr\n\n')
    for r in rows[3:]: f.write(json.dumps(r)+'\n')
    f.write(json.dumps(rows[0]))
# supabase csv as psql writes it
def pg(rows,cols,name,null='',term='\n',delim=',',bom=False,enc='utf-8'):
    def q(x):
        if x is None: return null
        x=str(x)
        return '"'+x.replace('"','""')+'"' if any(c in x for c in delim+'"\n\r') or x=='' or x==null else x
    text=delim.join(cols)+term+''.join(delim.join(q(r.get(c)) for c in cols)+term for r in rows)
    open(OUT+name,'wb').write((b'\xef\xbb\xbf' if bom else b'')+text.encode(enc))
cols="instance_id,id,aud,role,email,encrypted_password,email_confirmed_at,confirmation_token,last_sign_in_at,raw_user_meta_data,is_super_admin,created_at,updated_at,phone,phone_confirmed_at,confirmed_at,banned_until,is_sso_user,deleted_at,is_anonymous".split(',')
Z='00000000-0000-0000-0000-000000000000'
T='2021-03-05 16:35:16.775432+00'
base={"instance_id":Z,"aud":"authenticated","role":"authenticated","is_sso_user":"f","is_anonymous":"f","raw_user_meta_data":'{"name": "A, \\"B\\"\n"}',"created_at":T,"updated_at":T,"confirmation_token":""}
pg([
 {**base,"id":"s1","email":"sb-alice@example.org","encrypted_password":B10,"email_confirmed_at":T,"confirmed_at":T},
 {**base,"id":"s2","email":"sb-bob@example.org","encrypted_password":B10},
 {**base,"id":"s3","email":"sb-carol@example.org","encrypted_password":A2,"phone":"15555550100","phone_confirmed_at":T,"confirmed_at":T},
 {**base,"id":"s4phone","email":None,"phone":"15555550101","phone_confirmed_at":T,"confirmed_at":T,"encrypted_password":""},
 {**base,"id":"s5anonymous","email":None,"is_anonymous":"t"},
 {**base,"id":"s6","email":"sb-dave@example.org","encrypted_password":B10,"email_confirmed_at":T,"confirmed_at":T,"banned_until":"2999-01-01 00:00:00+00"},
 {**base,"id":"s7","email":"sb-erin@example.org","encrypted_password":B10,"email_confirmed_at":T,"confirmed_at":T,"banned_until":"2021-04-01 00:00:00+00","created_at":None},
 {**base,"id":"s8","email":"sb-frank@example.org","encrypted_password":B10,"deleted_at":T},
 {**base,"id":"s9","email":"sb-grace@example.org","encrypted_password":"","email_confirmed_at":T,"confirmed_at":T,"is_sso_user":"t"},
],cols,'supabase.csv')
# django dumpdata
DJ=v('pbkdf2_sha256$')['passwordHash']; DJS=v('scrypt$')['passwordHash']
def dj(pk,**f): return {"model":"auth.user","pk":pk,"fields":{"last_login":None,"is_superuser":False,"first_name":"","last_name":"","is_staff":False,"groups":[],"user_permissions":[],**f}}
D="2021-03-05T16:35:16.775Z"
json.dump([{"model":"contenttypes.contenttype","pk":1,"fields":{"app_label":"auth","model":"user"}},
 dj(1,username="dj-alice",email="dj-alice@example.org",password=DJ,is_active=True,date_joined=D,is_superuser=True),
 dj(2,username="dj-bob",email="",password=DJS,is_active=True),
 dj(3,username="dj-carol",email="dj-carol@example.org",password="!kLm2mDNpzwTtXLUn",is_active=True,date_joined=D),
 dj(4,username="dj-dave",email="dj-dave@example.org",password=v(made='Django',start='bcrypt$$')['passwordHash'],is_active=False,date_joined=D),
 dj(5,username="dj@erin",email="not an address",password=DJ,is_active=True,date_joined=D),
 dj(6,username="dj-frank",email="dj-frank@example.org",password="md5$salt$f11337d5aa1c1c8dae6c2b5e7e1a2f80",is_active=True,date_joined=D),
 dj(7,username="dj grace",email="dj-grace@example.org",password=DJ,is_active=True,date_joined=D)],open(OUT+'django.json','w'),indent=1)
# laravel: phpMyAdmin's JSON
def lv(id,**r): return {"id":str(id),"name":"x","remember_token":None,"updated_at":"2021-03-05 16:35:16","created_at":"2021-03-05 16:35:16",**r}
open(OUT+'laravel.json','w').write('[\n{"type":"header","version":"5.2.1","comment":"Export to JSON plugin for PHPMyAdmin"},\n{"type":"database","name":"shop"},\n{"type":"table","name":"users","database":"shop","data":\n[\n'+',\n'.join(json.dumps(x) for x in [
 lv(1,email="lv-alice@example.org",email_verified_at="2021-03-05 16:40:00",password=B2Y),
 lv(2,email="lv-bob@example.org",email_verified_at=None,password=B2Y),
 lv(3,email="lv-carol@example.org",email_verified_at="0000-00-00 00:00:00",password=B2Y,created_at="0000-00-00 00:00:00"),
 lv(4,email="lv-dave@example.org",email_verified_at="2021-03-05 16:40:00",password="",two_factor_confirmed_at="2021-03-05 16:40:00"),
 lv(5,email="lv-erin@example.org",email_verified_at="2021-03-05 16:40:00",password=B2Y,deleted_at="2022-03-05 16:40:00"),
 lv(6,email="lv-frank@example.org",email_verified_at="",password=A2,created_at=None),
 lv(7,name="nobody",password=B2Y)])+'\n]\n}\n]\n')
# devise csv, semicolons
pg([
 {"id":1,"email":"dv-alice@example.org","encrypted_password":B2A,"confirmed_at":"2021-03-05 16:35:16 UTC","created_at":"2021-03-05 16:35:16 UTC"},
 {"id":2,"email":"dv-bob@example.org","encrypted_password":B2A,"confirmed_at":None,"unconfirmed_email":"dv-other@example.org","created_at":"2021-03-05 16:35:16 UTC"},
 {"id":3,"email":"dv-carol@example.org","encrypted_password":"","confirmed_at":"2021-03-05 16:35:16 UTC","created_at":"2021-03-05 16:35:16 UTC"},
 {"id":4,"email":"dv-dave@example.org","encrypted_password":B2A,"confirmed_at":"2021-03-05 16:35:16 UTC","locked_at":"2021-03-06 16:35:16 UTC","otp_required_for_login":"true"},
 {"id":5,"email":"dv-alice@example.org","encrypted_password":B2A.replace('5.z','6.z'),"confirmed_at":"2021-03-05 16:35:16 UTC","created_at":"2021-03-05"},
],"id;email;encrypted_password;reset_password_token;confirmed_at;unconfirmed_email;locked_at;otp_required_for_login;created_at".split(';'),'devise.csv',delim=';')
# wordpress: MySQL, tabs, NULL, one login and one display name in Latin-1
WP={'P':v('$P$')['passwordHash'],'wp':v('$wp$')['passwordHash']}
c="ID\tuser_login\tuser_pass\tuser_nicename\tuser_email\tuser_url\tuser_registered\tuser_activation_key\tuser_status\tdisplay_name"
rows=[c,
 f"1\twp-alice\t{WP['P']}\twp-alice\twp-alice@example.org\t\t2021-03-05 16:35:16\t\t0\tAlice",
 f"2\twp-bob\t{WP['wp']}\twp-bob\twp-bob@example.org\t\t0000-00-00 00:00:00\t\t0\tJürgen",
 f"3\twp-carol\t{B2Y}\twp-carol\t\t\t2021-03-05 16:35:16\t\t0\tNULL",
 f"4\twp-jürgen\t{WP['P']}\tj\tj@example.org\t\t2021-03-05 16:35:16\t\t0\tJ",
 f"5\twp-dave\t5f4dcc3b5aa765d61d8327deb882cf99\twp-dave\twp-dave@example.org\t\t2021-03-05 16:35:16\t\t0\tDave",
 f"6\twp-erin\tNULL\twp-erin\twp-erin@example.org\t\t2021-03-05 16:35:16\t\t0\tErin",
 f"7\twp frank\t{WP['P']}\twp-frank\twp-frank@example.org\t\t2021-03-05 16:35:16\t\t0\tFrank"]
open(OUT+'wordpress.tsv','wb').write(('\n'.join(rows)+'\n').encode('latin-1'))
# aspnet: BOM, CRLF, NULL
AN={'2':(v(made='aspnet-identity-pw') or v(made="Identity 2's"))['passwordHash'],'3':v(made='aspnetcore-identity')['passwordHash'],'3b':v(made='since .NET 7')['passwordHash']}
pg([
 {"Id":"n1","UserName":"an-alice","Email":"an-alice@example.org","EmailConfirmed":1,"PasswordHash":AN['3'],"TwoFactorEnabled":0},
 {"Id":"n2","UserName":"an-bob","Email":"an-bob@example.org","EmailConfirmed":0,"PasswordHash":AN['2'],"TwoFactorEnabled":1},
 {"Id":"n3","UserName":"an-carol","Email":None,"EmailConfirmed":1,"PasswordHash":None,"TwoFactorEnabled":0},
 {"Id":"n4","UserName":"an-dave","Email":"an-dave@example.org","EmailConfirmed":"True","PasswordHash":AN['3b'],"TwoFactorEnabled":"False","LockoutEnd":"9999-12-31 23:59:59.9999999 +00:00"},
 {"Id":"n5","UserName":"an-erin","Email":"an-erin@example.org","EmailConfirmed":"False","PasswordHash":AN['3'],"LockoutEnd":"2021-03-05 16:35:16.7754321 +01:00"},
 {"Id":"n6","UserName":"NULL","Email":"an-frank@example.org","EmailConfirmed":1,"PasswordHash":"AQAAAAIAAYagAAAAEA=="},
 {"Id":"n7","UserName":"an-alice","Email":"an-alice@example.org","EmailConfirmed":1,"PasswordHash":AN['3']},
],"Id,UserName,NormalizedUserName,Email,NormalizedEmail,EmailConfirmed,PasswordHash,SecurityStamp,TwoFactorEnabled,LockoutEnd,LockoutEnabled,AccessFailedCount".split(','),'aspnet.csv',null='NULL',term='\r\n',bom=True)
# better-auth: Prisma's JSON of users with their accounts
BA=v(made='better-auth')['passwordHash']
json.dump([
 {"id":"b1","name":"Alice","email":"ba-alice@example.org","emailVerified":True,"image":None,"createdAt":"2021-03-05T16:35:16.775Z","accounts":[{"providerId":"google","password":None},{"providerId":"credential","password":BA}]},
 {"id":"b2","name":"Bob","email":"ba-bob@example.org","emailVerified":False,"createdAt":1614962196775,"accounts":[{"providerId":"credential","password":BA}],"twoFactorEnabled":True},
 {"id":"b3","name":"Anonymous","email":"temp@b3.example.org","emailVerified":False,"isAnonymous":True,"createdAt":"2021-03-05T16:35:16.775Z","accounts":[]},
 {"id":"b4","name":"Carol","email":"ba-carol@example.org","emailVerified":None,"createdAt":None,"accounts":[{"providerId":"github"}]},
 {"id":"b5","name":"Dave","email":"ba-dave@example.org","emailVerified":1,"banned":True,"banExpires":None,"createdAt":"2021-03-05T16:35:16.775Z","accounts":[{"providerId":"credential","password":BA}]},
 {"id":"b6","name":"Erin","email":"ba-erin@example.org","emailVerified":0,"banned":True,"banExpires":"2022-03-05T16:35:16.775Z","createdAt":"2021-03-05T16:35:16.775Z","accounts":[{"providerId":"credential","password":BA}]},
 "not a user"],open(OUT+'better-auth.json','w'))
