package io.dust.setting;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** The row of a version of a setting, of any kind. */
@Entity
@Immutable
@Table(name = "dust_setting")
@IdClass(Setting.Key.class)
class Setting {

    @Id
    @Column(name = "kind")
    private String kind;
    @Id
    @Column(name = "currency_code")
    private String currencyCode;
    @Id
    @Column(name = "version")
    private long version;
    @Column(name = "retired")
    private boolean retired;
    @Column(name = "definition")
    @ColumnTransformer(read = "definition::text")
    private String definition;
    @Column(name = "actor")
    private String actor;
    @Column(name = "created_at")
    private Instant createdAt;

    protected Setting() {
    }

    record Key(String kind, String currencyCode, long version) implements Serializable {
    }

    StoredVersion stored() {
        return new StoredVersion(currencyCode, version, retired, definition, actor, createdAt);
    }
}
