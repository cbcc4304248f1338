// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/open_documents.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/fakes/fake_view.h"

namespace headwater::sbom {
namespace {

constexpr size_t kMebibyte = size_t{1} << 20U;

/// An SBOM of about so many bytes.
std::string Document(size_t bytes) {
  return R"({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [)"
         R"({"type": "library", "name": "a"}])" +
         std::string(bytes, ' ') + "}";
}

TEST(OpenDocumentsTest, WhatWasReadIsKeptWithItsModel) {
  fakes::FakeView view({});
  auto& open = view.Shared<OpenDocuments>();
  EXPECT_EQ(nullptr, open.Find("a"));
  const auto documents = open.Open("a", Document(0));
  ASSERT_EQ(1U, documents->size());
  EXPECT_EQ(documents, view.Shared<OpenDocuments>().Find("a"));
  const Bom* const bom = documents->front().bom();
  ASSERT_NE(nullptr, bom);
  EXPECT_EQ("a", bom->components.front().name.text);
  EXPECT_EQ(bom, open.Find("a")->front().bom());
}

TEST(OpenDocumentsTest, WhatIsNoSbomHasNoModel) {
  fakes::FakeView view({});
  EXPECT_EQ(nullptr, OpenDocuments(view).Open("a", "no SBOM")->front().bom());
  EXPECT_EQ(nullptr, OpenDocuments(view).Open("a", R"({"bomFormat": "CycloneDX")")->front().bom());
}

TEST(OpenDocumentsTest, WhatIsTooMuchToKeepIsReadAllTheSame) {
  fakes::FakeView view({});
  OpenDocuments open(view);
  const size_t half = 60 * kMebibyte;
  for (const std::string key : {"a", "b"}) {
    open.Open(key, Document(half));
    EXPECT_NE(nullptr, open.Find(key)) << key;
  }
  const auto third = open.Open("c", Document(half));
  EXPECT_EQ(nullptr, open.Find("c"));
  EXPECT_EQ(1U, third->front().bom()->components.size());
  open.Open("d", Document(0));
  EXPECT_NE(nullptr, open.Find("d")) << "small ones still fit";
}

}  // namespace
}  // namespace headwater::sbom
