// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/file_kind_table.h"

namespace headwater::license {
namespace {

// What takes no comment: licence information stands in a side-car.
constexpr Literal kNoComment = "";

constexpr KindGroup kGroups[] = {
    // Programming languages, build files, style sheets and pages: what people write as code.
    {"c", true, "c cats idc lex xs y yacc", ""},
    {"c header", true, "h", ""},
    {"c++", true,
     "c++ c++m cc ccm cpp cppm cu cuh cxx cxxm h++ hh hip hpp hxx inl ino ipp ixx lpp metal mm "
     "pde sycl tcc tpp txx ypp",
     ""},
    {"java", true, "aidl aj apex bsh jav java jj jjt jsh pkl rsh trigger", ""},
    {"kotlin", true, "kt ktm kts", ""},
    {"scala", true, "sbt sc scala", ""},
    {"groovy", true, "gradle groovy gsh gvy gy jenkinsfile nf", "Jenkinsfile"},
    {"c sharp", true, "cake cs csx", ""},
    {"f sharp", true, "fsi fsscript fsx", ""},
    {"swift", true, "swift swiftinterface", ""},
    {"dart", true, "dart", ""},
    {"d", true, "di", ""},
    {"go", true, "go", ""},
    {"rust", true, "rs", ""},
    {"slashes", true,
     "angelscript as asy avdl bal bison cairo carbon cdc cds ceylon cg cginc chpl ck comp cue "
     "cyp cypher dbml dts dtsi fan fbs frag fx fxh gdshader geom gleam glsl gml gshader hack "
     "hlsl hx idl ispc jsfl ligo lsl mojom move mq4 mq5 mqh nr nss nut odin odl ooc opencl "
     "overlay pike pmod pov prisma proto qbs qml rc re rei res resi rpc scad sce sci shader "
     "sjs smithy sol sw tesc tese tsp uc upc vala vapi vert webidl wgsl x10 yar yara zep zig",
     "go.mod go.work"},
    {"slashes, nested blocks", true, "c3 hexpat jai kk koka typ vsh vv wren", ""},
    {"slashes or hash", true, "dot gv io neon stan thrift", ""},
    {"javascript", true,
     "cjs cts es es6 gjs gts js jsb jscad jsm jsx mjs mts njs ssjs ts tsx xsjs xsjslib",
     "Jakefile"},
    {"css", true, "acss css gtkcss pcss qss wxss", ""},
    {"scss", true, "less sass scss styl stylus", ""},
    {"php", true, "ctp install module php php3 php4 php5 php7 php8 phps phpt phtml theme", ""},
    {"python", true,
     "bazel bzl codon eb gyp gypi lmi mojo pxd pxi py py3 pyde pyi pyw pyx rpy sage sky smk "
     "snakefile star tac wsgi xsh",
     ".gclient BUCK BUILD BUILD.bazel DEPS MODULE.bazel SConscript SConstruct Snakefile "
     "Tiltfile WORKSPACE WORKSPACE.bazel meson.build meson.options meson_options.txt wscript"},
    {"ruby", true, "builder cr gemspec jbuilder podspec rabl rake rb rbi rbs rbw ru thor watchr",
     ".irbrc .pryrc Appfile Berksfile Brewfile Capfile Cheffile Dangerfile Deliverfile "
     "Fastfile Gemfile Guardfile Matchfile Podfile Puppetfile Rakefile Snapfile Steepfile "
     "Thorfile Vagrantfile"},
    {"elixir", true, "ex exs", ""},
    {"perl", true, "al perl ph plx pm pod psgi t", "Build.PL Makefile.PL cpanfile"},
    {"shell", true,
     "ash bash bats command csh ebuild eclass envrc fish ksh mksh profile sh shlib tcsh zsh "
     "zsh-theme",
     ".bash_aliases .bash_logout .bash_profile .bashrc .envrc .profile .xinitrc .xprofile "
     ".zprofile .zshenv .zshrc APKBUILD PKGBUILD commit-msg configure gradlew mvnw pre-commit "
     "pre-push"},
    {"awk", true, "awk gawk mawk nawk", ""},
    {"hash", true,
     "bb bbappend bbclass boo bro capnp cmake cobra exp feature gd gn gnu gnuplot gp itcl just "
     "kak mak make maple mk mkfile mpl ninja nu pasm pir plt pri r raku rakumod rakutest rego "
     "resource robot rprofile rq rscript rsx sed shex sieve sparql tcl tk zeek",
     ".Rprofile .justfile BSDmakefile CMakeLists.txt Earthfile GNUmakefile Justfile Kbuild "
     "Kconfig Makefile Makefile.am Makefile.common Makefile.in Makefile.inc NAMESPACE Rprofile "
     "justfile makefile"},
    {"julia", true, "jl", ""},
    {"nim", true, "nim nimble nimrod nims", ""},
    {"coffeescript", true, "cakefile coffee cson iced", "Cakefile"},
    {"graphql", true, "gql graphql graphqls", ""},
    {"nix", true, "nix", ""},
    {"hcl", true, "hcl nomad tf tfvars tofu workflow", ""},
    {"bicep", true, "bicep bicepparam", ""},
    {"jsonnet", true, "jsonnet jsonnet.tpl libsonnet", ""},
    {"dockerfile", true, "containerfile dockerfile", "Containerfile Dockerfile"},
    {"sql", true,
     "bteq cql db2 ddl dml fnc hql ksql mysql pck pgsql pkb pks plb plsql psql spc sql trg "
     "tsql vw",
     ""},
    {"lua", true, "lua luau nse pd_lua rbxs rockspec wlua", ".luacheckrc"},
    {"haskell", true, "agda curry dhall elm frege hs hs-boot hsc hsig idr purs", ""},
    {"lean", true, "lean", ""},
    {"ada", true, "ada adb ads gpr", ""},
    {"vhdl", true, "vhd vhdl vhi vho", ""},
    {"dash", true, "alloy als e eiffel", ""},
    {"applescript", true, "applescript", ""},
    {"ml", true, "cm eliom fun i3 m3 ml ml4 mli mll mly sml wl wls", ""},
    {"pascal", true, "dpk dpr lpr pas", ""},
    {"lisp", true, "asd el lisp lsp rkt rktd rktl sch scm sld sps ss stk", ""},
    {"clojure", true, "clj cljc cljd cljs edn fnl hy", ""},
    {"semicolon", true,
     "a51 a65 ahk ahkl asm au3 isl iss ll masm nasm ncl nsh pb pbi purebasic reb rebol red "
     "reds",
     ""},
    {"semicolon or hash", true, "nsi", ""},
    {"assembler", true, "s", ""},
    {"erlang", true, "app.src erl escript hrl xrl yrl", "rebar.config"},
    {"prolog", true, "clp dzn lgt logtalk mzn prolog yap", ""},
    {"html", true, "hta htm html shtm shtml xht xhtml", ""},
    {"vue", true, "riot svelte vue", ""},
    {"xml", true,
     "axaml bpmn bpmn20.xml cmmn dmn dtd fo fxml glade jelly jrxml jspx mxml nuspec rng tagx "
     "tld wsdl wxi wxl wxs xaml xpl xproc xsd xsl xslt zul",
     ""},
    {"xquery", true, "xq xql xqm xquery xqws xqy", ""},
    {"batch", true, "bat btm", ""},
    {"command file", true, "cmd", ""},
    {"rexx", true, "clle orx rex rexg rexx", ""},
    {"basic", true, "bas bi gambas vb vba vbs", ""},
    {"vim", true, "vim vmb", ".exrc .gvimrc .vimrc _vimrc"},
    {"fortran", true, "f03 f08 f15 f18 f2k f90 f95 fpp", ""},
    {"fortran, fixed form", true, "f f77 for ftn", ""},
    {"cobol", true, "cbl ccp cob cobol cpb cpy", ""},
    {"abap", true, "abap", ""},
    {"j", true, "ijs ijt", ""},
    {"apl", true, "apl aplc aplf apln aplo dyalog dyapp", ""},
    {"forth", true, "4pp 4th forth fth", ""},
    {"smalltalk", true, "class.st extension.st package.st trait.st", ""},
    {"stata", true, "ado do doh mata", ""},
    {"m4", true, "ac m4", "acinclude.m4 configure.ac configure.in"},
    {"powershell", true, "ps1 psd1 psm1", ""},
    {"objective-c or matlab", true, "m", ""},
    {"matlab", true, "", ".octaverc"},
    {"perl or prolog", true, "pl", ""},
    {"verilog or coq", true, "v", ""},
    {"verilog", true, "bsv sv svh svi va vams vh", ""},
    {"included file", true, "cl cls d fs inc l pp pro", ""},
    // Templates: what stands outside of their comments is output.
    {"jinja", true, "askama inja j2 jinja jinja2 njk nunjucks tera twig volt", ""},
    {"liquid", true, "liquid", ""},
    {"blade", true, "blade.php", ""},
    {"smarty", true, "latte smarty", ""},
    {"template of several languages", true, "tmpl tpl", ""},
    {"go template", true, "go.tmpl gohtml gotmpl gotxt", ""},
    {"mako", true, "mako mao", ""},
    {"handlebars", true, "handlebars hbs", ""},
    {"mustache", true, "mustache", ""},
    {"freemarker", true, "fmpp ftl ftlh ftlx", ""},
    {"jsp", true, "ascx aspx jsp jspf master tag tagf", ""},
    {"erb", true, "eex ejs erb rhtml", ""},
    {"velocity", true, "vm vtl", ""},
    {"razor", true, "cshtml razor vbhtml", ""},
    {"pug", true, "jade pug", ""},
    {"haml", true, "haml hamlc", ""},
    {"slim", true, "slim", ""},
    // Configuration, data and prose.
    {"yaml", false, "cff cwl eyaml raml reek rviz sls sublime-syntax yaml yaml-tmlanguage yml",
     ".ansible-lint .clang-format .clang-tidy .clangd .gemrc .pre-commit-config.yaml .yamllint "
     "CITATION.cff glide.lock pixi.lock"},
    {"dash", false, "cabal", ""},
    {"toml", false, "toml", "Cargo.lock Gopkg.lock Pipfile pdm.lock poetry.lock uv.lock"},
    {"hash", false,
     "automount cf cfg cnf conf desktop directory gitconfig htaccess ignore ldif link "
     "logrotate mailmap mount n3 netdev network nginx nginxconf nq nspawn nt ovpn path pc "
     "pc.in po pot repo scope service slice socket sources spec te timer trig ttl turtle vcl",
     ".ackrc .agignore .browserslistrc .bzrignore .cfignore .containerignore .coveragerc "
     ".ctags .curlrc .dockerignore .editorconfig .env .env.dist .env.example .env.local "
     ".env.production .env.sample .env.test .eslintignore .fdignore .flake8 .gcloudignore "
     ".gdbinit .git-blame-ignore-revs .gitattributes .gitconfig .gitignore .gitmodules "
     ".helmignore .hgignore .htaccess .ignore .inputrc .isort.cfg .lldbinit .mailmap .mbsyncrc "
     ".muttrc .nanorc .npmignore .prettierignore .pylintrc .pypirc .rgignore .screenrc "
     ".shellcheckrc .style.yapf .stylelintignore .terraformignore .tmux.conf .tool-versions "
     ".vercelignore .wgetrc CODEOWNERS MANIFEST.in OWNERS OWNERS_ALIASES conanfile.txt "
     "constraints.txt crontab dev-requirements.txt fstab hosts httpd.conf mypy.ini nginx.conf "
     "pip.conf pylintrc pytest.ini requirements-dev.txt requirements-test.txt requirements.txt "
     "robots.txt setup.cfg ssh_config sshd_config test-requirements.txt tox.ini yarn.lock"},
    {"hash or bang", false, "prop properties", ""},
    {"ini", false, "inf ini", ".buckconfig .npmrc odbc.ini php.ini"},
    {"hash, whole lines", false, "dockerignore editorconfig env gitattributes gitignore npmignore",
     ""},
    {"semicolon", false, "zone", ""},
    {"registry", false, "reg", ""},
    {"xml", false,
     "appdata.xml appxmanifest atom bpel classpath collada csproj dae dbk dita ditamap docbook "
     "drawio ecore fsproj genmodel gexf gir gpx graphml iml ipr iws jnlp kbp kml launch "
     "manifest metainfo.xml mml musicxml natvis ncx opf owl plist pom proj props qrc rdf resw "
     "resx rss ruleset runsettings scxml sdf slnx smil snippet sqlproj storyboard "
     "sublime-snippet svg targets tmlanguage tmtheme tmx ui uml urdf vbproj vcxproj "
     "vcxproj.filters vssettings wixproj wsf x3d xacro xbrl xhb xib xlf xliff xmi xml xul",
     ".classpath .cproject .project App.config NuGet.Config Web.config nuget.config "
     "packages.config"},
    {"markdown", false, "livemd markdown md mdown mdtxt mdwn mkd mkdn qmd rmd ronn", ""},
    {"mdx", false, "mdx", ""},
    {"asciidoc", false, "adoc adoc.in asciidoc", ""},
    {"rst", false, "rest rest.txt rst rst.txt", ""},
    {"tex", false, "bbx bib bst cbx ctx ins latex ltx mkii mkiv sty tex tikz", ""},
    {"roff", false, "1 2 3 4 5 6 7 8 9 man mdoc me ms roff tmac", ""},
    {"plantuml", false, "iuml plantuml puml wsd", ""},
    {"mermaid", false, "mermaid mmd", ""},
    {"slashes", false, "code-workspace hjson json5 jsonc sublime-project sublime-settings xcconfig",
     ""},
    {"slashes or hash", false, "hocon", ""},
    {"wiki", false, "mediawiki wiki wikitext", ""},
    // No comments at all.
    {kNoComment, false,
     "3ds 7z a aac accdb ai apk arb asc avi avif avro avsc beam bin blend bmp bz2 cer class "
     "crate crt csr csv cur dat db dbf dds deb der diff dll dmg doc docx dotx dwg dxf dylib "
     "ear elc eot epub exe exr fbx feather flac flv gem geojson gif glb gltf gmo gpg gpkg gz "
     "h5 har hdf5 hdr heic heif icns ico img indd ipynb iso jar jks jp2 jpe jpeg jpg json "
     "jsonl jsonld jxl key keystore lib lock lottie lz4 m4a m4v map mat mcmeta mdb mid midi "
     "mkv mo mobi mov mp3 mp4 ndjson npy npz numbers nupkg o obj odg odp ods odt oga ogg ogv "
     "onnx opus orc otf otp ots ott p12 pages parquet patch pdf pem pfb pfx phar pickle png "
     "ppt pptx prj psd psv pt pyc pyo qm rar raw rdata rds rpm rtf safetensors sarif shp shx "
     "sig so sqlite sqlite3 stl swf tar tbz2 tfstate tga tgs tgz tif tiff topojson tsv ttf txz "
     "vsix war wasm wav webapp webm webmanifest webp whl wmv woff woff2 xcf xls xlsb xlsm xlsx "
     "xz zip zst",
     ".babelrc .bowerrc .eslintrc .gitkeep .java-version .jshintrc .keep .node-version .nvmrc "
     ".nycrc .prettierrc .python-version .ruby-version .swcrc Gemfile.lock Pipfile.lock "
     "Podfile.lock VERSION bun.lockb composer.json composer.lock deno.lock flake.lock go.sum "
     "go.work.sum mix.lock npm-shrinkwrap.json package-lock.json packages.lock.json "
     "pubspec.lock py.typed"},
};

}  // namespace

std::span<const KindGroup> KindGroups() { return kGroups; }

}  // namespace headwater::license
