// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/ca_bundle.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace headwater::http {
namespace {

TEST(CaBundleTest, OwnCertificatesStandBesideTheSystems) {
  const auto path = std::filesystem::path(testing::TempDir()) /
                    ("headwater-ca-" + std::to_string(getpid()) + ".pem");
  const std::string own = "-----BEGIN CERTIFICATE-----\nours\n-----END CERTIFICATE-----\n";
  std::ofstream(path) << own;
  const auto bundle = BundleWith(path.string());
  std::filesystem::remove(path);
  ASSERT_TRUE(bundle.ok());
  EXPECT_TRUE(bundle.value().ends_with(own));
  EXPECT_TRUE(bundle.value().starts_with("-----BEGIN CERTIFICATE-----"));
  EXPECT_GT(bundle.value().size(), 100U * own.size());
}

TEST(CaBundleTest, AFileWithoutACertificateIsRefused) {
  EXPECT_EQ(Errc::kInvalid, BundleWith("/nonexistent").error().code);
  EXPECT_EQ(Errc::kInvalid, BundleWith("/dev/null").error().code);
  EXPECT_EQ(Errc::kInvalid, BundleWith("/dev/zero").error().code);
  EXPECT_EQ(Errc::kInvalid, BundleWith("/tmp").error().code);
}

}  // namespace
}  // namespace headwater::http
