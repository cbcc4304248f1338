// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/comment_styles.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace headwater::license {
namespace {

constexpr Literal kSlashes[] = {"//"};
constexpr Literal kHash[] = {"#"};
constexpr Literal kHashOrSlashes[] = {"#", "//"};
constexpr Literal kSlashesOrHash[] = {"//", "#"};
constexpr Literal kHashOrSemicolon[] = {"#", ";"};
constexpr Literal kSemicolonOrHash[] = {";", "#"};
constexpr Literal kHashOrBang[] = {"#", "!"};
constexpr Literal kDashes[] = {"--"};
constexpr Literal kDashesOrHash[] = {"--", "#"};
constexpr Literal kSemicolon[] = {";"};
constexpr Literal kPercent[] = {"%"};
constexpr Literal kPercentOrHash[] = {"%", "#"};
constexpr Literal kBang[] = {"!"};
constexpr Literal kApostrophe[] = {"'"};
constexpr Literal kBasicPrefixes[] = {"'", "REM"};
constexpr Literal kVimPrefixes[] = {"\"", "#"};
// `::` is a label, which is never echoed.
constexpr Literal kBatchPrefixes[] = {"::", "@REM", "REM"};
constexpr Literal kDnl[] = {"dnl", "#"};
constexpr Literal kRstDots[] = {".."};
constexpr Literal kRoffPrefixes[] = {".\\\"", "'\\\""};
constexpr Literal kAssembler[] = {"#", ";", "//", "@", "|", "!"};
constexpr Literal kObjcOrMatlab[] = {"//", "%"};
constexpr Literal kPerlOrProlog[] = {"#", "%"};
constexpr Literal kSlashesOrStar[] = {"//", "*"};
constexpr Literal kFixedFortran[] = {"C", "!", "*"};
// In column seven `*>` is a comment in both of COBOL's formats.
constexpr Literal kCobol[] = {"      *>", "*>", "*", "/"};
constexpr Literal kAbap[] = {"*", "\""};
constexpr Literal kBackslash[] = {"\\"};
constexpr Literal kApl[] = {"⍝", "#"};
constexpr Literal kJ[] = {"NB."};
constexpr Literal kPug[] = {"//-", "//"};
constexpr Literal kHaml[] = {"-#"};
constexpr Literal kSlim[] = {"/"};
constexpr Literal kMako[] = {"##"};
constexpr Literal kMermaid[] = {"%%"};
constexpr Literal kOcto[] = {"#", "//", ";", "--", "%"};

constexpr Block kSlashStar[] = {{"/*", "*/"}};
constexpr Block kNestedSlashStar[] = {{"/*", "*/", true}};
constexpr Block kDBlocks[] = {{"/*", "*/"}, {"/+", "+/", true}};
constexpr Block kXmlBlock[] = {{"<!--", "-->"}};
constexpr Block kXmlOrSlashStar[] = {{"<!--", "-->"}, {"/*", "*/"}};
constexpr Block kPhpBlocks[] = {{"/*", "*/"}, {"<!--", "-->"}};
constexpr Block kLuaBlock[] = {{"--[[", "]]"}};
constexpr Block kHaskellBlock[] = {{"{-", "-}", true}};
constexpr Block kMlBlock[] = {{"(*", "*)", true}};
constexpr Block kAppleBlock[] = {{"(*", "*)", true}};
constexpr Block kPascalBlocks[] = {{"(*", "*)"}, {"{", "}"}};
constexpr Block kLispBlock[] = {{"#|", "|#", true}};
constexpr Block kPowerShellBlock[] = {{"<#", "#>"}};
constexpr Block kHandlebarsBlocks[] = {{"{{!--", "--}}"}, {"{{!", "}}"}, {"<!--", "-->"}};
constexpr Block kMustacheBlocks[] = {{"{{!", "}}"}, {"<!--", "-->"}};
constexpr Block kFreeMarkerBlocks[] = {{"<#--", "-->"}, {"[#--", "--]"}, {"<!--", "-->"}};
constexpr Block kJspBlocks[] = {{"<%--", "--%>"}, {"<!--", "-->"}};
constexpr Block kErbBlocks[] = {{"<%#", "%>"}, {"<!--", "-->"}};
constexpr Block kJinjaBlocks[] = {{"{#", "#}"}, {"<!--", "-->"}, {"/*", "*/"}};
constexpr Block kLiquidBlocks[] = {{"{% comment %}", "{% endcomment %}"},
                                   {"{%- comment -%}", "{%- endcomment -%}"},
                                   {"<!--", "-->"}};
constexpr Block kGoTemplateBlocks[] = {{"{{/*", "*/}}"}, {"{{- /*", "*/"}, {"<!--", "-->"}};
constexpr Block kBladeBlocks[] = {{"{{--", "--}}"}, {"<!--", "-->"}};
constexpr Block kSmartyBlocks[] = {{"{*", "*}"}, {"<!--", "-->"}};
constexpr Block kSmartyOrGo[] = {{"{*", "*}"}, {"{{/*", "*/}}"}, {"{{- /*", "*/"}, {"<!--", "-->"}};
constexpr Block kMakoBlocks[] = {{"<%doc>", "</%doc>"}, {"<!--", "-->"}};
constexpr Block kVelocityBlocks[] = {{"#*", "*#"}, {"<!--", "-->"}};
constexpr Block kRazorBlocks[] = {{"@*", "*@"}, {"<!--", "-->"}};
constexpr Block kMdxBlocks[] = {{"{/*", "*/}"}, {"<!--", "-->"}};
constexpr Block kVerilogOrCoq[] = {{"/*", "*/"}, {"(*", "*)"}};
constexpr Block kJuliaBlock[] = {{"#=", "=#", true}};
constexpr Block kNimBlock[] = {{"##[", "]##", true}, {"#[", "]#", true}};
constexpr Block kCoffeeBlock[] = {{"###", "###"}};
constexpr Block kXqueryBlock[] = {{"(:", ":)", true}};
constexpr Block kLeanBlock[] = {{"/-", "-/", true}};
constexpr Block kWikiBlocks[] = {{"/*", "*/"}, {"<!--", "-->"}};
constexpr Block kMatlabBlock[] = {{"%{", "%}", false, true}, {"#{", "#}", false, true}};
constexpr Block kRubyBlock[] = {{"=begin", "=end", false, true}};
constexpr Block kPodBlocks[] = {{"=pod", "=cut", false, true},   {"=head1", "=cut", false, true},
                                {"=head2", "=cut", false, true}, {"=over", "=cut", false, true},
                                {"=begin", "=cut", false, true}, {"=encoding", "=cut", false, true},
                                {"=for", "=cut", false, true}};
constexpr Block kForthBlock[] = {{"( ", ")"}};
constexpr Block kSmalltalkBlock[] = {{"\"", "\""}};
constexpr Block kYamlBlocks[] = {{"{{/*", "*/}}"}, {"{{- /*", "*/"}, {"{#", "#}"}};
constexpr Block kRexxBlock[] = {{"/*", "*/", true}};
constexpr Block kAsciiDocBlock[] = {{"////", "////", false, true}};
constexpr Block kOctoBlocks[] = {{"/*", "*/"}, {"<!--", "-->"}};

constexpr Quote kCQuotes[] = {{"\"", "\""}, {"'", "'"}};
constexpr Quote kJavaQuotes[] = {{"\"\"\"", "\"\"\"", true}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kRawTripleQuotes[] = {{"\"\"\"", "\"\"\"", true, false}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kTripleOrDouble[] = {{"\"\"\"", "\"\"\"", true}, {"\"", "\""}};
constexpr Quote kRawTripleOrDouble[] = {{"\"\"\"", "\"\"\"", true, false}, {"\"", "\"", true}};
constexpr Quote kCsharpQuotes[] = {{"\"\"\"", "\"\"\"", true, false},
                                   {"@\"", "\"", true, false},
                                   {"$@\"", "\"", true, false},
                                   {"\"", "\""},
                                   {"'", "'"}};
constexpr Quote kScriptQuotes[] = {{"`", "`", true}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kGoQuotes[] = {{"`", "`", true, false}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kMultilineDouble[] = {{"\"", "\"", true}};
constexpr Quote kPythonQuotes[] = {
    {"\"\"\"", "\"\"\"", true}, {"'''", "'''", true}, {"\"", "\""}, {"'", "'"}};
constexpr Quote kTomlQuotes[] = {{"\"\"\"", "\"\"\"", true},
                                 {"'''", "'''", true, false},
                                 {"\"", "\""},
                                 {"'", "'", false, false}};
constexpr Quote kShellQuotes[] = {{"\"", "\"", true}, {"'", "'", true, false}};
constexpr Quote kSqlQuotes[] = {{"'", "'", true, false}, {"\"", "\"", false, false}};
constexpr Quote kMultilineQuotes[] = {{"\"", "\"", true}, {"'", "'", true}};
constexpr Quote kNixQuotes[] = {{"''", "''", true, false}, {"\"", "\"", true}};
constexpr Quote kPlainQuotes[] = {{"\"", "\"", false, false}, {"'", "'", false, false}};
constexpr Quote kDoubleQuote[] = {{"\"", "\""}};
constexpr Quote kPlainDouble[] = {{"\"", "\"", false, false}};
constexpr Quote kSingleQuote[] = {{"'", "'", false, false}};
constexpr Quote kBicepQuotes[] = {{"'''", "'''", true, false}, {"'", "'"}};
constexpr Quote kAbapQuotes[] = {{"'", "'", false, false}, {"`", "`", false, false}, {"|", "|"}};

// Sorted by name. A style that is written as a block says so: C89, for one, knows no other.
constexpr CommentStyle kStyles[] = {
    {.name = "abap", .lines = kAbap, .quotes = kAbapQuotes, .place = PrefixPlace::kColumnOne},
    {.name = "ada", .lines = kDashes, .quotes = kPlainDouble, .apostrophe = Apostrophe::kCharacter},
    {.name = "apl", .lines = kApl, .quotes = kPlainQuotes},
    {.name = "applescript",
     .lines = kDashesOrHash,
     .blocks = kAppleBlock,
     .quotes = kMultilineDouble},
    {.name = "asciidoc",
     .lines = kSlashes,
     .blocks = kAsciiDocBlock,
     .place = PrefixPlace::kLineStart,
     .preamble = Preamble::kMarkdown,
     .outside = Outside::kText},
    {.name = "assembler",
     .lines = kAssembler,
     .blocks = kSlashStar,
     .quotes = kDoubleQuote,
     .write_block = true},
    {.name = "awk", .lines = kHash, .quotes = kDoubleQuote, .regexes = true},
    {.name = "basic",
     .lines = kBasicPrefixes,
     .quotes = kPlainDouble,
     .place = PrefixPlace::kWordStart,
     .preamble = Preamble::kBasic,
     .ignore_case = true},
    {.name = "batch",
     .lines = kBatchPrefixes,
     .place = PrefixPlace::kLineStart,
     .preamble = Preamble::kBatch,
     .ignore_case = true,
     .outside = Outside::kNoStrings},
    {.name = "bicep", .lines = kSlashes, .blocks = kSlashStar, .quotes = kBicepQuotes},
    {.name = "blade",
     .blocks = kBladeBlocks,
     .write_block = true,
     .behind = Behind::kNothing,
     .outside = Outside::kUnknownLanguage},
    {.name = "c", .lines = kSlashes, .blocks = kSlashStar, .quotes = kCQuotes, .write_block = true},
    {.name = "c header",
     .lines = kSlashes,
     .blocks = kSlashStar,
     .quotes = kCQuotes,
     .free_string = FreeString::kRawString,
     .write_block = true},
    {.name = "c sharp", .lines = kSlashes, .blocks = kSlashStar, .quotes = kCsharpQuotes},
    {.name = "c++",
     .lines = kSlashes,
     .blocks = kSlashStar,
     .quotes = kCQuotes,
     .free_string = FreeString::kRawString},
    {.name = "clojure", .lines = kSemicolon, .quotes = kMultilineDouble},
    {.name = "cobol", .lines = kCobol, .quotes = kPlainQuotes, .place = PrefixPlace::kColumnSeven},
    {.name = "coffeescript",
     .lines = kHash,
     .blocks = kCoffeeBlock,
     .quotes = kPythonQuotes,
     .regexes = true},
    // `.cmd` is a batch file, or Rexx or a command file of IBM i: both begin with a block comment.
    // Its two languages quote in different ways.
    {.name = "command file",
     .lines = kBatchPrefixes,
     .blocks = kSlashStar,
     .place = PrefixPlace::kLineStart,
     .preamble = Preamble::kUnsure,
     .ignore_case = true,
     .outside = Outside::kNoStrings},
    {.name = "css",
     .blocks = kSlashStar,
     .quotes = kCQuotes,
     .preamble = Preamble::kCss,
     .write_block = true,
     .front_matter = true},
    {.name = "d", .lines = kSlashes, .blocks = kDBlocks, .quotes = kScriptQuotes},
    {.name = "dart", .lines = kSlashes, .blocks = kNestedSlashStar, .quotes = kPythonQuotes},
    {.name = "dash", .lines = kDashes, .quotes = kDoubleQuote},
    // A comment needs a line of its own, and no string spans lines.
    {.name = "dockerfile",
     .lines = kHash,
     .free_string = FreeString::kHeredoc,
     .place = PrefixPlace::kLineStart,
     .preamble = Preamble::kDockerfile,
     .outside = Outside::kNoStrings},
    {.name = "elixir", .lines = kHash, .quotes = kPythonQuotes, .place = PrefixPlace::kWordStart},
    {.name = "erb",
     .blocks = kErbBlocks,
     .preamble = Preamble::kErb,
     .write_block = true,
     .behind = Behind::kNothing,
     .front_matter = true,
     .outside = Outside::kUnknownLanguage},
    {.name = "erlang", .lines = kPercent, .quotes = kMultilineDouble},
    {.name = "f sharp",
     .lines = kSlashes,
     .blocks = kMlBlock,
     .quotes = kRawTripleOrDouble,
     .apostrophe = Apostrophe::kCharacter},
    // A word that begins a string cannot be told from others.
    {.name = "forth",
     .lines = kBackslash,
     .blocks = kForthBlock,
     .place = PrefixPlace::kWordStart,
     .outside = Outside::kNoStrings},
    {.name = "fortran", .lines = kBang, .quotes = kPlainQuotes},
    {.name = "fortran, fixed form",
     .lines = kFixedFortran,
     .quotes = kPlainQuotes,
     .place = PrefixPlace::kColumnOne,
     .ignore_case = true},
    {.name = "freemarker",
     .blocks = kFreeMarkerBlocks,
     .preamble = Preamble::kFreeMarker,
     .write_block = true,
     .behind = Behind::kNothing,
     .outside = Outside::kUnknownLanguage},
    {.name = "go", .lines = kSlashes, .blocks = kSlashStar, .quotes = kGoQuotes},
    {.name = "go template",
     .blocks = kGoTemplateBlocks,
     .write_block = true,
     .behind = Behind::kNothing,
     .front_matter = true,
     .outside = Outside::kUnknownLanguage},
    {.name = "graphql",
     .lines = kHash,
     .quotes = kTripleOrDouble,
     .place = PrefixPlace::kWordStart},
    {.name = "groovy",
     .lines = kSlashes,
     .blocks = kSlashStar,
     .quotes = kPythonQuotes,
     .regexes = true},
    {.name = "haml",
     .lines = kHaml,
     .place = PrefixPlace::kLineStart,
     .indented = true,
     .outside = Outside::kText},
    {.name = "handlebars",
     .blocks = kHandlebarsBlocks,
     .write_block = true,
     .behind = Behind::kLine,
     .front_matter = true,
     .outside = Outside::kUnknownLanguage},
    {.name = "hash", .lines = kHash, .quotes = kCQuotes, .place = PrefixPlace::kWordStart},
    {.name = "hash or bang",
     .lines = kHashOrBang,
     .place = PrefixPlace::kLineStart,
     .outside = Outside::kNoStrings},
    {.name = "hash, whole lines",
     .lines = kHash,
     .place = PrefixPlace::kLineStart,
     .outside = Outside::kNoStrings},
    {.name = "haskell",
     .lines = kDashes,
     .blocks = kHaskellBlock,
     .quotes = kDoubleQuote,
     .apostrophe = Apostrophe::kCharacter},
    {.name = "hcl",
     .lines = kHashOrSlashes,
     .blocks = kSlashStar,
     .quotes = kDoubleQuote,
     .free_string = FreeString::kHeredoc,
     .place = PrefixPlace::kWordStart},
    {.name = "html",
     .blocks = kXmlBlock,
     .preamble = Preamble::kHtml,
     .write_block = true,
     .front_matter = true,
     .outside = Outside::kText},
    // `.inc` and others: whatever is included.
    {.name = "included file",
     .lines = kOcto,
     .blocks = kOctoBlocks,
     .place = PrefixPlace::kLineStart,
     .preamble = Preamble::kUnsure,
     .outside = Outside::kUnknownLanguage},
    {.name = "ini",
     .lines = kSemicolonOrHash,
     .place = PrefixPlace::kLineStart,
     .outside = Outside::kNoStrings},
    {.name = "j", .lines = kJ, .quotes = kSingleQuote},
    {.name = "java", .lines = kSlashes, .blocks = kSlashStar, .quotes = kJavaQuotes},
    {.name = "javascript",
     .lines = kSlashes,
     .blocks = kSlashStar,
     .quotes = kScriptQuotes,
     .preamble = Preamble::kJavaScript,
     .regexes = true,
     .front_matter = true},
    {.name = "jinja",
     .blocks = kJinjaBlocks,
     .write_block = true,
     .behind = Behind::kNothing,
     .front_matter = true,
     .outside = Outside::kUnknownLanguage},
    {.name = "jsonnet", .lines = kSlashesOrHash, .blocks = kSlashStar, .quotes = kMultilineQuotes},
    {.name = "jsp",
     .blocks = kJspBlocks,
     .write_block = true,
     .behind = Behind::kNothing,
     .outside = Outside::kUnknownLanguage},
    {.name = "julia",
     .lines = kHash,
     .blocks = kJuliaBlock,
     .quotes = kTripleOrDouble,
     .apostrophe = Apostrophe::kCharacter},
    {.name = "kotlin", .lines = kSlashes, .blocks = kNestedSlashStar, .quotes = kRawTripleQuotes},
    {.name = "lean",
     .lines = kDashes,
     .blocks = kLeanBlock,
     .quotes = kMultilineDouble,
     .apostrophe = Apostrophe::kCharacter},
    {.name = "liquid",
     .blocks = kLiquidBlocks,
     .write_block = true,
     .behind = Behind::kNothing,
     .front_matter = true,
     .outside = Outside::kUnknownLanguage},
    {.name = "lisp", .lines = kSemicolon, .blocks = kLispBlock, .quotes = kMultilineDouble},
    {.name = "lua",
     .lines = kDashes,
     .blocks = kLuaBlock,
     .quotes = kCQuotes,
     .free_string = FreeString::kLongBrackets},
    {.name = "m4",
     .lines = kDnl,
     .place = PrefixPlace::kLineStart,
     .behind = Behind::kLine,
     .outside = Outside::kNoStrings},
    {.name = "mako",
     .lines = kMako,
     .blocks = kMakoBlocks,
     .place = PrefixPlace::kLineStart,
     .behind = Behind::kLine,
     .outside = Outside::kUnknownLanguage},
    {.name = "markdown",
     .blocks = kXmlBlock,
     .preamble = Preamble::kMarkdown,
     .write_block = true,
     .front_matter = true,
     .outside = Outside::kText},
    {.name = "matlab",
     .lines = kPercentOrHash,
     .blocks = kMatlabBlock,
     .quotes = kPlainDouble,
     .apostrophe = Apostrophe::kTransposing},
    {.name = "mdx",
     .blocks = kMdxBlocks,
     .preamble = Preamble::kMarkdown,
     .write_block = true,
     .front_matter = true,
     .outside = Outside::kText},
    {.name = "mermaid",
     .lines = kMermaid,
     .place = PrefixPlace::kLineStart,
     .preamble = Preamble::kUnsure,
     .outside = Outside::kText},
    {.name = "ml",
     .blocks = kMlBlock,
     .quotes = kMultilineDouble,
     .write_block = true,
     .apostrophe = Apostrophe::kCharacter},
    {.name = "mustache",
     .blocks = kMustacheBlocks,
     .write_block = true,
     .behind = Behind::kLine,
     .front_matter = true,
     .outside = Outside::kUnknownLanguage},
    {.name = "nim", .lines = kHash, .blocks = kNimBlock, .quotes = kRawTripleQuotes},
    {.name = "nix", .lines = kHash, .blocks = kSlashStar, .quotes = kNixQuotes},
    {.name = "objective-c or matlab",
     .lines = kObjcOrMatlab,
     .blocks = kSlashStar,
     .quotes = kDoubleQuote,
     .preamble = Preamble::kUnsure},
    {.name = "pascal", .lines = kSlashes, .blocks = kPascalBlocks, .quotes = kSingleQuote},
    {.name = "perl",
     .lines = kHash,
     .blocks = kPodBlocks,
     .quotes = kMultilineQuotes,
     .free_string = FreeString::kTightHeredoc,
     .place = PrefixPlace::kWordStart,
     .regexes = true},
    {.name = "perl or prolog",
     .lines = kPerlOrProlog,
     .blocks = kPodBlocks,
     .quotes = kCQuotes,
     .free_string = FreeString::kTightHeredoc,
     .place = PrefixPlace::kWordStart,
     .preamble = Preamble::kUnsure},
    {.name = "php",
     .lines = kSlashesOrHash,
     .blocks = kPhpBlocks,
     .quotes = kShellQuotes,
     .free_string = FreeString::kHeredoc,
     .preamble = Preamble::kPhp},
    {.name = "plantuml",
     .lines = kApostrophe,
     .place = PrefixPlace::kLineStart,
     .outside = Outside::kText},
    {.name = "powershell",
     .lines = kHash,
     .blocks = kPowerShellBlock,
     .quotes = kSqlQuotes,
     .place = PrefixPlace::kWordStart},
    {.name = "prolog", .lines = kPercent, .blocks = kSlashStar, .quotes = kCQuotes},
    {.name = "pug",
     .lines = kPug,
     .place = PrefixPlace::kLineStart,
     .indented = true,
     .outside = Outside::kText},
    {.name = "python", .lines = kHash, .quotes = kPythonQuotes, .preamble = Preamble::kPython},
    {.name = "razor",
     .blocks = kRazorBlocks,
     .write_block = true,
     .behind = Behind::kLine,
     .outside = Outside::kUnknownLanguage},
    {.name = "registry",
     .lines = kSemicolon,
     .quotes = kDoubleQuote,
     .preamble = Preamble::kRegistry},
    {.name = "rexx", .blocks = kRexxBlock, .quotes = kPlainQuotes, .write_block = true},
    {.name = "roff",
     .lines = kRoffPrefixes,
     .place = PrefixPlace::kColumnOne,
     .behind = Behind::kLine,
     .outside = Outside::kText},
    {.name = "rst",
     .lines = kRstDots,
     .place = PrefixPlace::kLineStart,
     .indented = true,
     .outside = Outside::kText},
    {.name = "ruby",
     .lines = kHash,
     .blocks = kRubyBlock,
     .quotes = kMultilineQuotes,
     .free_string = FreeString::kTightHeredoc,
     .place = PrefixPlace::kWordStart,
     .preamble = Preamble::kRuby,
     .regexes = true},
    {.name = "rust",
     .lines = kSlashes,
     .blocks = kNestedSlashStar,
     .quotes = kMultilineDouble,
     .free_string = FreeString::kHashes,
     .apostrophe = Apostrophe::kCharacter},
    {.name = "scala",
     .lines = kSlashes,
     .blocks = kNestedSlashStar,
     .quotes = kRawTripleOrDouble,
     .apostrophe = Apostrophe::kCharacter},
    {.name = "scss",
     .lines = kSlashes,
     .blocks = kSlashStar,
     .quotes = kCQuotes,
     .preamble = Preamble::kCss,
     .front_matter = true},
    {.name = "semicolon", .lines = kSemicolon, .quotes = kPlainQuotes},
    {.name = "semicolon or hash",
     .lines = kHashOrSemicolon,
     .quotes = kCQuotes,
     .place = PrefixPlace::kWordStart},
    {.name = "shell",
     .lines = kHash,
     .quotes = kShellQuotes,
     .free_string = FreeString::kHeredoc,
     .place = PrefixPlace::kWordStart},
    {.name = "slashes", .lines = kSlashes, .blocks = kSlashStar, .quotes = kCQuotes},
    {.name = "slashes or hash", .lines = kSlashesOrHash, .blocks = kSlashStar, .quotes = kCQuotes},
    {.name = "slashes, nested blocks",
     .lines = kSlashes,
     .blocks = kNestedSlashStar,
     .quotes = kScriptQuotes},
    {.name = "slim",
     .lines = kSlim,
     .place = PrefixPlace::kLineStart,
     .indented = true,
     .outside = Outside::kText},
    {.name = "smalltalk", .blocks = kSmalltalkBlock, .quotes = kSingleQuote, .write_block = true},
    {.name = "smarty",
     .blocks = kSmartyBlocks,
     .write_block = true,
     .behind = Behind::kNothing,
     .outside = Outside::kUnknownLanguage},
    {.name = "sql",
     .lines = kDashes,
     .blocks = kSlashStar,
     .quotes = kSqlQuotes,
     .free_string = FreeString::kDollarQuotes,
     .preamble = Preamble::kSql},
    {.name = "stata",
     .lines = kSlashesOrStar,
     .blocks = kSlashStar,
     .quotes = kPlainDouble,
     .place = PrefixPlace::kLineStart},
    {.name = "swift",
     .lines = kSlashes,
     .blocks = kNestedSlashStar,
     .quotes = kTripleOrDouble,
     .free_string = FreeString::kHashes},
    {.name = "template of several languages",
     .blocks = kSmartyOrGo,
     .preamble = Preamble::kUnsure,
     .write_block = true,
     .outside = Outside::kUnknownLanguage},
    {.name = "tex", .lines = kPercent, .preamble = Preamble::kTex, .outside = Outside::kText},
    {.name = "toml", .lines = kHash, .quotes = kTomlQuotes, .place = PrefixPlace::kWordStart},
    {.name = "velocity",
     .blocks = kVelocityBlocks,
     .write_block = true,
     .behind = Behind::kNothing,
     .outside = Outside::kUnknownLanguage},
    {.name = "verilog", .lines = kSlashes, .blocks = kSlashStar, .quotes = kDoubleQuote},
    {.name = "verilog or coq",
     .lines = kSlashes,
     .blocks = kVerilogOrCoq,
     .quotes = kDoubleQuote,
     .preamble = Preamble::kUnsure},
    {.name = "vhdl",
     .lines = kDashes,
     .blocks = kSlashStar,
     .quotes = kPlainDouble,
     .apostrophe = Apostrophe::kCharacter},
    // A comment needs a line of its own, and no string spans lines.
    {.name = "vim",
     .lines = kVimPrefixes,
     .place = PrefixPlace::kLineStart,
     .outside = Outside::kNoStrings},
    {.name = "vue",
     .lines = kSlashes,
     .blocks = kXmlOrSlashStar,
     .place = PrefixPlace::kLineStart,
     .preamble = Preamble::kHtml,
     .write_block = true,
     .outside = Outside::kText},
    {.name = "wiki",
     .blocks = kWikiBlocks,
     .preamble = Preamble::kUnsure,
     .write_block = true,
     .outside = Outside::kText},
    // A comment has no meaning within a tag, and an attribute may not hold a `<`.
    {.name = "xml",
     .blocks = kXmlBlock,
     .preamble = Preamble::kXml,
     .write_block = true,
     .front_matter = true,
     .outside = Outside::kNoStrings},
    {.name = "xquery", .blocks = kXqueryBlock, .quotes = kMultilineQuotes, .write_block = true},
    {.name = "yaml",
     .lines = kHash,
     .blocks = kYamlBlocks,
     .quotes = kCQuotes,
     .place = PrefixPlace::kWordStart,
     .preamble = Preamble::kYaml},
};

}  // namespace

std::span<const CommentStyle> AllCommentStyles() { return kStyles; }

const CommentStyle& StyleNamed(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kStyles), std::end(kStyles),
                   [name](const CommentStyle& style) { return style.name.view() == name; });
  if (found == std::end(kStyles)) std::abort();
  return *found;
}

}  // namespace headwater::license
