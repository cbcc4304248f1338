// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/document.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sbom/unpack.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

TEST(SbomCandidateTest, NamesAndFoldersSuggest) {
  for (const char* path :
       {"bom.json", "sbom.xml", "a/app.cdx.json", "app.cyclonedx.xml", "BOM.JSON", "reuse.spdx",
        "x.spdx.yml", "sbom/app.json", "a/.sbom/x.xml", "_manifest/spdx_2.2/manifest.spdx.json",
        "META-INF/sbom/application.json", "gl-sbom-npm-npm.cdx.json", "app.spdx3.json"}) {
    EXPECT_TRUE(IsSbomCandidate(path)) << path;
  }
}

TEST(SbomCandidateTest, OthersAreNotLookedAt) {
  for (const char* path : {"package.json", "LICENSES/MIT.spdx", "bom.txt", "src/bom.c",
                           "sbom/README.md", "notsbom/app.json", "bom.json.license", ""}) {
    EXPECT_FALSE(IsSbomCandidate(path)) << path;
  }
}

SbomDocument Read(const std::string& bytes) {
  auto documents = ReadSbomDocuments(bytes);
  EXPECT_EQ(1U, documents.size());
  return std::move(documents.front());
}

struct Case {
  std::string bytes;
  Is is;
  const char* kind;
  const char* version = "";
  const char* form = "json";
  const char* hint = "";
};

TEST(SbomDocumentTest, ContentDecides) {
  const Case cases[] = {
      {R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{}]})", Is::kSbom,
       "CycloneDX 1.6 JSON", "1.6"},
      {R"({"bomFormat":"CycloneDX","specVersion":"1.1"})", Is::kUnread, "CycloneDX 1.1 JSON", "1.1",
       "json", "old"},
      {R"({"bomFormat":"CycloneDX","specVersion":"1.8"})", Is::kUnread, "CycloneDX 1.8 JSON", "1.8",
       "json", "newer"},
      {R"({"bomFormat":"CycloneDX","specVersion":"2.0","components":[{}]})", Is::kOtherKind,
       "CycloneDX 2.0 (draft)", "2.0", "json", "draft"},
      {R"({"specFormat":"CycloneDX","specVersion":"2.0"})", Is::kOtherKind, "CycloneDX 2.0 (draft)",
       "2.0", "json", "draft"},
      {R"({"bomFormat":"CycloneDX"})", Is::kOtherKind, "CycloneDX", "", "json", "version"},
      {R"({"bomFormat":"SomethingElse"})", Is::kUnrelated, ""},
      {R"({"spdxVersion":"SPDX-2.2","packages":[{}]})", Is::kSbom, "SPDX-2.2", "2.2"},
      {R"({"spdxVersion":"SPDX-2.1","packages":[{}]})", Is::kUnread, "SPDX-2.1", "2.1", "json",
       "old"},
      {R"({"spdxVersion":"SPDX-2.4"})", Is::kUnread, "SPDX-2.4", "2.4", "json", "newer"},
      {R"({"spdxVersion":"SPDX-2.1","creationInfo":{"creators":["Tool: reuse-5.0"]}})",
       Is::kOtherKind, "REUSE SPDX-2.1", "2.1", "json", "reuse"},
      {R"({"@context":["https://spdx.org/rdf/3.0.1/x"],"@graph":[]})", Is::kSbom, "SPDX 3 JSON-LD",
       "3.0.1", "json-ld"},
      {R"({"@context":"https://spdx.org/rdf/3.0.0/spdx-context.jsonld","@graph":[]})", Is::kUnread,
       "SPDX 3 JSON-LD", "3.0.0", "json-ld", "version"},
      {R"({"@context":"https://example.org"})", Is::kUnrelated, ""},
      {R"({"dependency_files":[]})", Is::kOtherKind, "GitLab dependency scanning report", "",
       "json", "gitlab-report"},
      {R"({"predicateType":"https://slsa.dev/provenance/v1","predicate":{}})", Is::kUnrelated, ""},
      {R"({"payloadType":"x","payload":"%%"})", Is::kBroken, ""},
      {"<bom xmlns='http://cyclonedx.org/schema/bom/1.4'><components/></bom>", Is::kSbom,
       "CycloneDX 1.4 XML", "1.4", "xml"},
      {"<b:bom xmlns:b='http://cyclonedx.org/schema/bom/1.0'/>", Is::kUnread, "CycloneDX 1.0 XML",
       "1.0", "xml", "old"},
      {"<bom xmlns='http://cyclonedx.org/schema/bom/2.0'/>", Is::kOtherKind,
       "CycloneDX 2.0 (draft)", "2.0", "xml", "draft"},
      {"<Document><spdxVersion>SPDX-2.3</spdxVersion><packages/></Document>", Is::kUnread,
       "SPDX 2 XML", "", "xml", "spdx-xml"},
      {"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
       "xmlns:s='http://spdx.org/rdf/terms#'><s:SpdxDocument/></r:RDF>",
       Is::kUnread, "SPDX 2 RDF", "", "rdf", "spdx-rdf"},
      {"<bom xmlns='http://cyclonedx.org/schema/bom/1.4'><components>", Is::kBroken, ""},
      {"SPDXVersion: SPDX-2.3\r\nPackageName: a\r\n", Is::kSbom, "SPDX-2.3", "2.3", "tag-value"},
      {"SPDXVersion: SPDX-1.2\nPackageName: a\n", Is::kUnrelated, ""},
      {"spdxVersion: SPDX-2.3\npackages: [{name: a}]\n", Is::kSbom, "SPDX-2.3", "2.3", "yaml"},
      {"spdxVersion: [\n", Is::kBroken, ""},
      {"\xEF\xBB\xBF"
       R"({"bomFormat":"CycloneDX","specVersion":"1.6"})",
       Is::kSbom, "CycloneDX 1.6 JSON", "1.6"},
      {"\xFF\xFE{", Is::kUnrelated, ""},
      {"[]", Is::kUnrelated, ""},
      {"{}", Is::kUnrelated, ""},
      {"{", Is::kUnrelated, ""},
      {"", Is::kUnrelated, ""},
  };
  for (const Case& c : cases) {
    const SbomDocument document = Read(c.bytes);
    EXPECT_EQ(c.is, document.is) << c.bytes << document.problem;
    EXPECT_EQ(c.kind, document.kind) << c.bytes;
    EXPECT_EQ(c.version, document.version) << c.bytes;
    EXPECT_EQ(c.hint, document.hint) << c.bytes;
    if (document.is == Is::kUnrelated || document.is == Is::kBroken) continue;
    EXPECT_EQ(c.form, NameOf(document.serialisation)) << c.bytes;
    EXPECT_TRUE(document.tree.has_value()) << c.bytes;
  }
}

TEST(SbomDocumentTest, EveryHintIsListed) {
  EXPECT_TRUE(std::is_sorted(std::begin(kHints), std::end(kHints)));
  EXPECT_TRUE(std::binary_search(std::begin(kHints), std::end(kHints), "spdx-rdf"));
}

TEST(SbomDocumentTest, NamesItsComponentsOrNone) {
  const std::vector<std::pair<std::string, bool>> cases = {
      {R"({"bomFormat":"CycloneDX","specVersion":"1.6"})", false},
      {R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[]})", false},
      {R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{}]})", true},
      {"<bom xmlns='http://cyclonedx.org/schema/bom/1.4'><components/></bom>", false},
      {"<bom "
       "xmlns='http://cyclonedx.org/schema/bom/1.4'><components><component/></components></bom>",
       true},
      {"SPDXVersion: SPDX-2.3\nComment: <text>\nPackageName: a\n</text>\n", false},
      {"SPDXVersion: SPDX-2.3\nPackageName: a\n", true},
      {R"({"@context":"https://spdx.org/rdf/3.0.1/x","@graph":[{"type":"SpdxDocument"}]})", false},
      {R"({"@context":"https://spdx.org/rdf/3.0.1/x","@graph":[{"type":"software_Package"}]})",
       true},
  };
  for (const auto& [bytes, has] : cases) EXPECT_EQ(has, Read(bytes).has_components) << bytes;
}

TEST(SbomDocumentTest, Utf16IsNamedAsSuch) {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view(R"({"bomFormat":"CycloneDX"})")) wide += {c, '\0'};
  EXPECT_EQ("1:1: the file is in UTF-16 or UTF-32; save it as UTF-8", Read(wide).problem);
}

TEST(SbomDocumentTest, NoPrefixOfAnSbomIsAnSbom) {
  const std::string whole =
      R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"a"}]})";
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(Is::kSbom, Read(whole.substr(0, size)).is) << size;
  }
  EXPECT_EQ(Is::kSbom, Read(whole).is);
}

std::string Base64(const std::string& bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) text += kDigits[bits >> (count - 6) & 63U];
    bits &= 0xFFU;
  }
  if (count > 0) text += kDigits[bits << (6 - count) & 63U];
  return text;
}

std::string Gzip(const char* name, std::string bytes) {
  z_stream stream{};
  EXPECT_EQ(Z_OK,
            deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY));
  std::string header_name = name;
  gz_header header{};
  header.name = reinterpret_cast<Bytef*>(header_name.data());
  EXPECT_EQ(Z_OK, deflateSetHeader(&stream, &header));
  std::string made(bytes.size() + 1000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(made.data());
  stream.avail_out = static_cast<uInt>(made.size());
  EXPECT_EQ(Z_STREAM_END, deflate(&stream, Z_FINISH));
  made.resize(stream.total_out);
  deflateEnd(&stream);
  return made;
}

std::string InEnvelope(const std::string& payload) {
  return R"({"payloadType":"application/vnd.in-toto+json","payload":")" + Base64(payload) + R"("})";
}

TEST(SbomDocumentTest, EnvelopesAreOpenedButNotWithoutEnd) {
  const std::string sbom = R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"a"}]})";
  const SbomDocument once = Read(InEnvelope(sbom));
  EXPECT_EQ(Is::kSbom, once.is);
  EXPECT_EQ("DSSE", once.wrapper);
  EXPECT_EQ(Is::kSbom, Read(InEnvelope(InEnvelope(sbom))).is);
  EXPECT_EQ(Is::kUnrelated, Read(InEnvelope(InEnvelope(InEnvelope(sbom)))).is);
}

TEST(SbomDocumentTest, StatementsHoldTheSbomAsMapOrAsText) {
  const std::string begin = R"({"predicateType":"https://spdx.dev/Document","predicate":)";
  for (const char* predicate : {R"({"spdxVersion":"SPDX-2.3","packages":[{}]})",
                                R"("SPDXVersion: SPDX-2.3\nPackageName: a")",
                                R"({"Data":{"spdxVersion":"SPDX-2.3","packages":[{}]}})",
                                R"({"Data":"SPDXVersion: SPDX-2.3\nPackageName: a"})"}) {
    const SbomDocument plain = Read(begin + predicate + "}");
    EXPECT_EQ(Is::kSbom, plain.is) << predicate;
    EXPECT_EQ("SPDX-2.3, in-toto", plain.kind);
    EXPECT_EQ("in-toto", plain.wrapper);
    EXPECT_TRUE(plain.has_components) << predicate;
    const SbomDocument wrapped = Read(InEnvelope(begin + predicate + "}"));
    EXPECT_EQ("in-toto, DSSE", wrapped.wrapper) << predicate;
    const SbomDocument bundle =
        Read(R"({"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",)"
             R"("dsseEnvelope":)" +
             InEnvelope(begin + predicate + "}") + "}");
    EXPECT_EQ("in-toto, DSSE", bundle.wrapper) << predicate;
    EXPECT_EQ("2.3", bundle.version);
  }
}

TEST(SbomDocumentTest, EveryMemberOfAGzipStreamIsADocument) {
  const std::string first = Gzip("a.cdx.json", R"({"bomFormat":"CycloneDX","specVersion":"1.6"})");
  const std::string second = Gzip("b.cdx.json", R"({"bomFormat":"CycloneDX","specVersion":"1.5"})");
  const auto documents = ReadSbomDocuments(first + second + std::string(10, '\0'));
  ASSERT_EQ(2U, documents.size());
  EXPECT_EQ("a.cdx.json", documents[0].member);
  EXPECT_EQ("1.6", documents[0].version);
  EXPECT_EQ("b.cdx.json", documents[1].member);
  EXPECT_EQ("1.5", documents[1].version);
}

TEST(UnpackTest, RefusesWhatIsCutOffCorruptOrTooMuch) {
  const std::string bytes = Gzip("a", std::string(100'000, 'x'));
  for (size_t size = 0; size < bytes.size(); ++size) {
    const auto cut = UnpackGzip(bytes.substr(0, size));
    EXPECT_EQ(size == 0, cut.ok()) << size;
  }
  EXPECT_EQ(Errc::kInvalid, UnpackGzip(bytes + "x").error().code);
  EXPECT_EQ(100'000U, UnpackGzip(bytes).value().front().bytes.size());
  EXPECT_EQ(Errc::kContent, UnpackGzip(bytes, {.member_bytes = 1000}).error().code);
  EXPECT_EQ(Errc::kContent, UnpackGzip(bytes + bytes, {.bytes = 150'000}).error().code);
  EXPECT_EQ(Errc::kContent, UnpackGzip(bytes, {.free_bytes = 1000}).error().code) << "the ratio";
  EXPECT_EQ(Errc::kContent, UnpackGzip(bytes + bytes, {.members = 1}).error().code);
  EXPECT_EQ(Is::kTooLarge, Read(Gzip("bomb", std::string(size_t{10} << 20U, ' '))).is);
}

TEST(UnpackTest, Base64OfEitherAlphabet) {
  EXPECT_EQ("", DecodeBase64(""));
  EXPECT_EQ("a", DecodeBase64("YQ=="));
  EXPECT_EQ("\xFB\xFF", DecodeBase64("+/8="));
  EXPECT_EQ("\xFB\xFF", DecodeBase64("-_8"));
  EXPECT_EQ(std::nullopt, DecodeBase64("a b"));
}

}  // namespace
}  // namespace headwater::sbom
