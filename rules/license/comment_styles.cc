// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/comment_styles.h"

namespace headwater::license {
namespace {

constexpr Literal kSlashes[] = {"//"};
constexpr Literal kHash[] = {"#"};
constexpr Literal kHashOrSlashes[] = {"#", "//"};
constexpr Literal kSlashesOrHash[] = {"//", "#"};
constexpr Literal kDashes[] = {"--"};
constexpr Literal kSemicolon[] = {";"};
constexpr Literal kPercent[] = {"%"};
constexpr Literal kBang[] = {"!"};
constexpr Literal kApostrophe[] = {"'"};
constexpr Literal kVimQuote[] = {"\""};
constexpr Literal kBatchPrefixes[] = {"::", "@REM", "REM"};
constexpr Literal kDnl[] = {"dnl", "#"};
constexpr Literal kRstDots[] = {".."};
constexpr Literal kRoffPrefix[] = {".\\\"", "'\\\""};
constexpr Literal kAssembler[] = {"#", ";", "//", "@"};
constexpr Literal kObjcOrMatlab[] = {"//", "%"};
constexpr Literal kPerlOrProlog[] = {"#", "%"};

constexpr Block kSlashStar[] = {{"/*", "*/"}};
constexpr Block kXmlBlock[] = {{"<!--", "-->"}};
constexpr Block kXmlOrSlashStar[] = {{"<!--", "-->"}, {"/*", "*/"}};
constexpr Block kPhpBlocks[] = {{"/*", "*/"}, {"<!--", "-->"}};
constexpr Block kLuaBlock[] = {{"--[[", "]]"}};
constexpr Block kHaskellBlock[] = {{"{-", "-}"}};
constexpr Block kMlBlock[] = {{"(*", "*)"}};
constexpr Block kPascalBlocks[] = {{"(*", "*)"}, {"{", "}"}};
constexpr Block kLispBlock[] = {{"#|", "|#"}};
constexpr Block kPowerShellBlock[] = {{"<#", "#>"}};
constexpr Block kHandlebarsBlock[] = {{"{{!--", "--}}"}};
constexpr Block kFreeMarkerBlock[] = {{"<#--", "-->"}};
constexpr Block kJspBlocks[] = {{"<%--", "--%>"}, {"<!--", "-->"}};
constexpr Block kErbBlocks[] = {{"<%#", "%>"}, {"<!--", "-->"}};
constexpr Block kVerilogOrCoq[] = {{"/*", "*/"}, {"(*", "*)"}};

constexpr Quote kCQuotes[] = {{"\"", "\""}, {"'", "'"}};
constexpr Quote kJavaQuotes[] = {{"\"\"\"", "\"\"\"", true}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kScriptQuotes[] = {{"`", "`", true}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kGoQuotes[] = {{"`", "`", true, false}, {"\"", "\""}, {"'", "'"}};
// No apostrophe: in Rust it mostly begins a lifetime.
constexpr Quote kRustQuotes[] = {{"r#\"", "\"#", true, false}, {"\"", "\"", true}};
constexpr Quote kPythonQuotes[] = {
    {"\"\"\"", "\"\"\"", true}, {"'''", "'''", true}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kShellQuotes[] = {{"\"", "\"", true}, {"'", "'", true, false}};
constexpr Quote kSqlQuotes[] = {{"'", "'", true, false}, {"\"", "\"", false, false}};
constexpr Quote kLuaQuotes[] = {{"[[", "]]", true, false}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kDoubleQuote[] = {{"\"", "\""}};
constexpr Quote kLispQuotes[] = {{"\"", "\"", true}};
constexpr Quote kPascalQuotes[] = {{"'", "'", false, false}};

// C is written with block comments: C89 knows no other.
constexpr CommentStyle kC = {
    .name = "c", .lines = kSlashes, .blocks = kSlashStar, .quotes = kCQuotes, .write_block = true};
constexpr CommentStyle kCpp = {.name = "c++",
                               .lines = kSlashes,
                               .blocks = kSlashStar,
                               .quotes = kCQuotes,
                               .free_string = FreeString::kRawString};
constexpr CommentStyle kJava = {
    .name = "java", .lines = kSlashes, .blocks = kSlashStar, .quotes = kJavaQuotes};
constexpr CommentStyle kJavaScript = {.name = "javascript",
                                      .lines = kSlashes,
                                      .blocks = kSlashStar,
                                      .quotes = kScriptQuotes,
                                      .preamble = Preamble::kJavaScript};
constexpr CommentStyle kGo = {
    .name = "go", .lines = kSlashes, .blocks = kSlashStar, .quotes = kGoQuotes};
constexpr CommentStyle kRust = {
    .name = "rust", .lines = kSlashes, .blocks = kSlashStar, .quotes = kRustQuotes};
constexpr CommentStyle kCss = {.name = "css",
                               .blocks = kSlashStar,
                               .quotes = kCQuotes,
                               .preamble = Preamble::kCss,
                               .write_block = true};
constexpr CommentStyle kScss = {.name = "scss",
                                .lines = kSlashes,
                                .blocks = kSlashStar,
                                .quotes = kCQuotes,
                                .preamble = Preamble::kCss};
constexpr CommentStyle kPhp = {.name = "php",
                               .lines = kSlashesOrHash,
                               .blocks = kPhpBlocks,
                               .quotes = kShellQuotes,
                               .free_string = FreeString::kHeredoc,
                               .preamble = Preamble::kPhp};
constexpr CommentStyle kPython = {
    .name = "python", .lines = kHash, .quotes = kPythonQuotes, .preamble = Preamble::kPython};
constexpr CommentStyle kRuby = {.name = "ruby",
                                .lines = kHash,
                                .quotes = kCQuotes,
                                .free_string = FreeString::kHeredoc,
                                .place = PrefixPlace::kWordStart,
                                .preamble = Preamble::kRuby};
constexpr CommentStyle kShell = {.name = "shell",
                                 .lines = kHash,
                                 .quotes = kShellQuotes,
                                 .free_string = FreeString::kHeredoc,
                                 .place = PrefixPlace::kWordStart};
constexpr CommentStyle kHashStyle = {
    .name = "hash", .lines = kHash, .quotes = kCQuotes, .place = PrefixPlace::kWordStart};
constexpr CommentStyle kYaml = {.name = "yaml",
                                .lines = kHash,
                                .quotes = kCQuotes,
                                .place = PrefixPlace::kWordStart,
                                .preamble = Preamble::kYaml};
constexpr CommentStyle kDockerfile = {.name = "dockerfile",
                                      .lines = kHash,
                                      .free_string = FreeString::kHeredoc,
                                      .place = PrefixPlace::kLineStart,
                                      .preamble = Preamble::kDockerfile};
constexpr CommentStyle kHcl = {.name = "hcl",
                               .lines = kHashOrSlashes,
                               .blocks = kSlashStar,
                               .quotes = kDoubleQuote,
                               .free_string = FreeString::kHeredoc,
                               .place = PrefixPlace::kWordStart};
constexpr CommentStyle kSql = {.name = "sql",
                               .lines = kDashes,
                               .blocks = kSlashStar,
                               .quotes = kSqlQuotes,
                               .preamble = Preamble::kSql};
constexpr CommentStyle kLua = {
    .name = "lua", .lines = kDashes, .blocks = kLuaBlock, .quotes = kLuaQuotes};
constexpr CommentStyle kHaskell = {
    .name = "haskell", .lines = kDashes, .blocks = kHaskellBlock, .quotes = kDoubleQuote};
constexpr CommentStyle kDash = {.name = "dash", .lines = kDashes, .quotes = kDoubleQuote};
constexpr CommentStyle kMl = {
    .name = "ml", .blocks = kMlBlock, .quotes = kLispQuotes, .write_block = true};
constexpr CommentStyle kPascal = {
    .name = "pascal", .lines = kSlashes, .blocks = kPascalBlocks, .quotes = kPascalQuotes};
constexpr CommentStyle kLisp = {
    .name = "lisp", .lines = kSemicolon, .blocks = kLispBlock, .quotes = kLispQuotes};
constexpr CommentStyle kSemicolonStyle = {
    .name = "semicolon", .lines = kSemicolon, .quotes = kCQuotes};
constexpr CommentStyle kPercentStyle = {
    .name = "percent", .lines = kPercent, .quotes = kDoubleQuote};
constexpr CommentStyle kHtml = {
    .name = "html", .blocks = kXmlBlock, .preamble = Preamble::kHtml, .write_block = true};
constexpr CommentStyle kVue = {.name = "vue",
                               .lines = kSlashes,
                               .blocks = kXmlOrSlashStar,
                               .place = PrefixPlace::kLineStart,
                               .preamble = Preamble::kHtml,
                               .write_block = true};
constexpr CommentStyle kXml = {
    .name = "xml", .blocks = kXmlBlock, .preamble = Preamble::kXml, .write_block = true};
// `::` is a label, which is never echoed.
constexpr CommentStyle kBatch = {.name = "batch",
                                 .lines = kBatchPrefixes,
                                 .place = PrefixPlace::kLineStart,
                                 .preamble = Preamble::kBatch,
                                 .ignore_case = true};
// `.cmd` is a batch file, or Rexx or a command file of IBM i: both begin with a block comment.
constexpr CommentStyle kCommandFile = {.name = "command file",
                                       .lines = kBatchPrefixes,
                                       .blocks = kSlashStar,
                                       .place = PrefixPlace::kLineStart,
                                       .preamble = Preamble::kUnsure,
                                       .ignore_case = true};
constexpr CommentStyle kBasic = {.name = "basic", .lines = kApostrophe, .quotes = kDoubleQuote};
constexpr CommentStyle kVim = {.name = "vim", .lines = kVimQuote, .place = PrefixPlace::kLineStart};
constexpr CommentStyle kFortran = {.name = "fortran", .lines = kBang, .quotes = kCQuotes};
constexpr CommentStyle kM4 = {.name = "m4", .lines = kDnl, .place = PrefixPlace::kLineStart};
constexpr CommentStyle kPowerShell = {.name = "powershell",
                                      .lines = kHash,
                                      .blocks = kPowerShellBlock,
                                      .quotes = kSqlQuotes,
                                      .place = PrefixPlace::kWordStart};
constexpr CommentStyle kHandlebars = {.name = "handlebars",
                                      .blocks = kHandlebarsBlock,
                                      .preamble = Preamble::kHtml,
                                      .write_block = true};
constexpr CommentStyle kRst = {.name = "rst", .lines = kRstDots, .place = PrefixPlace::kLineStart};
constexpr CommentStyle kRoff = {
    .name = "roff", .lines = kRoffPrefix, .place = PrefixPlace::kLineStart};
constexpr CommentStyle kGas = {.name = "assembler",
                               .lines = kAssembler,
                               .blocks = kSlashStar,
                               .quotes = kDoubleQuote,
                               .write_block = true};
// From here on: what stands at the top has a meaning, or two languages share the ending.
constexpr CommentStyle kFreeMarker = {.name = "freemarker",
                                      .blocks = kFreeMarkerBlock,
                                      .preamble = Preamble::kUnsure,
                                      .write_block = true};
constexpr CommentStyle kJsp = {
    .name = "jsp", .blocks = kJspBlocks, .preamble = Preamble::kUnsure, .write_block = true};
constexpr CommentStyle kErb = {
    .name = "erb", .blocks = kErbBlocks, .preamble = Preamble::kUnsure, .write_block = true};
constexpr CommentStyle kObjc = {.name = "objective-c or matlab",
                                .lines = kObjcOrMatlab,
                                .blocks = kSlashStar,
                                .quotes = kDoubleQuote,
                                .preamble = Preamble::kUnsure};
constexpr CommentStyle kPerl = {.name = "perl or prolog",
                                .lines = kPerlOrProlog,
                                .quotes = kCQuotes,
                                .free_string = FreeString::kHeredoc,
                                .place = PrefixPlace::kWordStart,
                                .preamble = Preamble::kUnsure};
constexpr CommentStyle kVerilog = {.name = "verilog or coq",
                                   .lines = kSlashes,
                                   .blocks = kVerilogOrCoq,
                                   .quotes = kDoubleQuote,
                                   .preamble = Preamble::kUnsure};

constexpr KindGroup kExtensions[] = {
    {&kC, true, {"c", "h"}},
    {&kCpp,
     true,
     {"cc", "cpp", "cxx", "c++", "hh", "hpp", "hxx", "h++", "inl", "ipp", "tpp", "mm", "cu", "cuh",
      "ino", "ixx", "cppm"}},
    {&kJava, true, {"java", "kt",   "kts",   "scala", "groovy", "gradle", "cs",  "swift",
                    "dart", "d",    "proto", "sv",    "svh",    "fs",     "fsx", "glsl",
                    "vert", "frag", "hlsl",  "zig",   "sol",    "qml",    "vala"}},
    {&kJavaScript, true, {"js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts"}},
    {&kGo, true, {"go"}},
    {&kRust, true, {"rs"}},
    {&kCss, true, {"css"}},
    {&kScss, true, {"scss", "sass", "less", "styl"}},
    {&kPhp, true, {"php", "phtml"}},
    {&kPython, true, {"py", "pyi", "pyx", "pxd", "jl", "nim", "ex", "exs"}},
    {&kRuby, true, {"rb", "rake", "gemspec", "cr"}},
    {&kShell, true, {"sh", "bash", "zsh", "ksh", "fish", "bats"}},
    {&kHashStyle, true, {"pm", "t", "r", "tcl", "awk", "cmake", "mk", "graphql", "gql", "nix"}},
    {&kHcl, true, {"tf", "hcl"}},
    {&kDockerfile, true, {"dockerfile", "containerfile"}},
    {&kSql, true, {"sql", "psql", "plsql"}},
    {&kLua, true, {"lua"}},
    {&kHaskell, true, {"hs", "elm", "purs", "idr"}},
    {&kDash, true, {"adb", "ads", "vhd", "vhdl"}},
    {&kMl, true, {"ml", "mli", "sml"}},
    {&kPascal, true, {"pas", "pp", "dpr"}},
    {&kLisp, true, {"lisp", "cl", "el", "scm", "ss", "rkt", "clj", "cljs", "cljc", "edn"}},
    {&kSemicolonStyle, true, {"asm", "nasm", "ahk", "nsi"}},
    {&kGas, true, {"s"}},
    {&kPercentStyle, true, {"erl", "hrl", "sty"}},
    {&kHtml, true, {"html", "htm", "xhtml"}},
    {&kVue, true, {"vue", "svelte"}},
    {&kXml, true, {"xsl", "xslt", "xsd"}},
    {&kBatch, true, {"bat"}},
    {&kCommandFile, true, {"cmd"}},
    {&kBasic, true, {"bas", "vb", "vbs"}},
    {&kVim, true, {"vim"}},
    {&kFortran, true, {"f90", "f95", "f03", "f08"}},
    {&kM4, true, {"m4", "ac"}},
    {&kPowerShell, true, {"ps1", "psm1", "psd1"}},
    {&kHandlebars, true, {"hbs", "handlebars"}},
    {&kFreeMarker, true, {"ftl"}},
    {&kJsp, true, {"jsp", "jspx", "tag"}},
    {&kErb, true, {"erb"}},
    {&kObjc, true, {"m"}},
    {&kPerl, true, {"pl", "prolog"}},
    {&kVerilog, true, {"v"}},
    {&kYaml, false, {"yaml", "yml"}},
    {&kHashStyle, false, {"toml", "conf", "cfg", "ini", "properties", "desktop", "service", "po"}},
    {&kXml, false, {"xml", "svg", "ui", "qrc", "csproj", "props", "targets", "xlf"}},
    {&kHtml, false, {"md", "markdown"}},
    {&kRst, false, {"rst"}},
    {&kPercentStyle, false, {"tex", "bib"}},
    {&kRoff, false, {"1", "3", "5", "7", "8", "roff"}},
};

constexpr KindGroup kFileNames[] = {
    {&kDockerfile, true, {"Dockerfile", "Containerfile"}},
    {&kHashStyle,
     true,
     {"Makefile", "makefile", "GNUmakefile", "CMakeLists.txt", "Snakefile", "Justfile"}},
    {&kPython,
     true,
     {"SConstruct", "SConscript", "BUILD", "BUILD.bazel", "WORKSPACE", "meson.build"}},
    {&kRuby, true, {"Rakefile", "Gemfile", "Vagrantfile", "Podfile", "Brewfile", "Guardfile"}},
    {&kJava, true, {"Jenkinsfile"}},
    {&kM4, true, {"configure.ac", "Makefile.am"}},
    {&kHashStyle,
     false,
     {".gitignore", ".gitattributes", ".dockerignore", ".editorconfig", ".npmignore",
      "requirements.txt", "CODEOWNERS", ".gitmodules", ".env", ".clang-format", ".clang-tidy"}},
};

}  // namespace

std::span<const KindGroup> ExtensionGroups() { return kExtensions; }
std::span<const KindGroup> FileNameGroups() { return kFileNames; }

}  // namespace headwater::license
