// The build files of fresh Maven projects, as the frameworks' own generators make them: nothing of Latchkey's is in them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from './markdown.mjs'

const groups = { spring: 'org.springframework.boot', quarkus: 'io.quarkus' }

const dependency = (group, artifact) =>
  `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId></dependency>`

/** The versions are those of interop/, which a bot keeps up. */
const version = (folder, pattern) => pattern.exec(readFileSync(at(`interop/${folder}/pom.xml`), 'utf8'))[1]

const poms = {
  spring: () => {
    const boot = version('spring', /<artifactId>spring-boot-starter-parent<\/artifactId>\s*<version>([^<]+)/)
    return {
      head: `  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>${boot}</version>
    <relativePath/>
  </parent>
  <groupId>com.example</groupId>`,
      properties: '<java.version>17</java.version>',
      managed: '',
      plugins: '<plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin>',
    }
  },
  quarkus: () => {
    const quarkus = version('quarkus', /<quarkus.version>([^<]+)/)
    return {
      head: '  <groupId>org.acme</groupId>',
      properties: '<maven.compiler.release>17</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>',
      managed: `<dependencyManagement><dependencies><dependency><groupId>io.quarkus.platform</groupId>
    <artifactId>quarkus-bom</artifactId><version>${quarkus}</version><type>pom</type><scope>import</scope>
  </dependency></dependencies></dependencyManagement>`,
      plugins: `<plugin><artifactId>maven-compiler-plugin</artifactId>
        <version>${version('quarkus', /<compiler-plugin.version>([^<]+)/)}</version>
        <configuration><parameters>true</parameters></configuration></plugin>
      <plugin><groupId>io.quarkus.platform</groupId><artifactId>quarkus-maven-plugin</artifactId><version>${quarkus}</version>
        <extensions>true</extensions><executions><execution><goals><goal>build</goal></goals></execution></executions></plugin>`,
    }
  },
}

/** Writes the pom.xml of a project of a framework with the given starters or extensions. */
export function mavenProject(folder, framework, artifacts) {
  const { head, properties, managed, plugins } = poms[framework]()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'pom.xml'), `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
${head}
  <artifactId>demo</artifactId>
  <version>1</version>
  <properties>${properties}</properties>
  ${managed}
  <dependencies>
${artifacts.map(each => dependency(groups[framework], each)).join('\n')}
  </dependencies>
  <build>
    <plugins>
      ${plugins}
    </plugins>
  </build>
</project>
`)
}
